package engine

import (
	"context"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/graph"
)

// Memory keeps what an engine was last asked of a graph, and what it answered,
// for the graph that the next edit makes of it: what policies can't tell apart
// has the same answer, and only resources that changed are described anew. It is
// for one engine and one question after the other.
type Memory struct {
	// digests are those of the graph and of the others in the question.
	digests      []graph.Digest
	findingsOnly bool
	result       *Result
	described    map[descriptionKey]*described
}

// descriptionKey is all that a description depends on.
type descriptionKey struct {
	graph.Digest
	extends string
}

// described is a resource as policies see it.
type described struct {
	facts *ast.Term
	// term is nil until a document needs it.
	term *ast.Term
}

// evaluate answers a question, from memory if it can.
func (m *Memory) evaluate(ctx context.Context, e *Engine, q Question) (*Result, error) {
	whole, each := q.Graph.Digests()
	digests := []graph.Digest{whole}
	for _, other := range q.Others {
		digest, _ := other.Digests()
		digests = append(digests, digest)
	}
	// What has all there is to say answers a question for findings as well.
	if m.result != nil && (q.Findings != nil || !m.findingsOnly) && slices.Equal(m.digests, digests) {
		return m.result, nil
	}
	result, err := e.evaluate(ctx, q, m.describe(q.Graph, each))
	if err == nil && len(result.Failures) == 0 && ctx.Err() == nil {
		m.digests, m.findingsOnly, m.result = digests, q.Findings != nil, result
	}
	return result, err
}

// describe returns the descriptions of a graph's resources, whose digests are
// given, in the same order.
func (m *Memory) describe(g *graph.Graph, digests []graph.Digest) []*described {
	out := make([]*described, len(g.Resources))
	next := make(map[descriptionKey]*described, len(g.Resources))
	for i, r := range g.Resources {
		key := descriptionKey{digests[i], strings.Join(extends(g, r), " ")}
		if out[i] = m.described[key]; out[i] == nil {
			out[i] = &described{facts: facts(r)}
		}
		next[key] = out[i]
	}
	m.described = next
	return out
}

// describe returns the descriptions of a graph's resources, in their order.
func describe(g *graph.Graph) []*described {
	out := make([]*described, len(g.Resources))
	for i, r := range g.Resources {
		out[i] = &described{facts: facts(r)}
	}
	return out
}

package lint

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
)

// Memo keeps what an engine said of the last graph of each unit, which holds for
// the next one if policies can't tell the two apart: after an edit of a comment,
// or one that moves lines. It is for one engine, and safe for concurrent use.
type Memo struct {
	mu   sync.Mutex
	last map[string]remembered
}

type remembered struct {
	// digests are those of the graph and of the earlier ones of its unit.
	digests      []graph.Digest
	findingsOnly bool
	result       *engine.Result
}

// maxRemembered bounds the units that are remembered.
const maxRemembered = 1000

// evaluate returns what the engine answers. The result must not be changed.
func (m *Memo) evaluate(ctx context.Context, e *engine.Engine, q engine.Question) (*engine.Result, error) {
	if m == nil {
		return e.Evaluate(ctx, q)
	}
	key, digests := q.Graph.Root+"\x00"+strings.Join(q.Graph.Parameters, "\x00"), []graph.Digest{q.Graph.Digest()}
	for _, other := range q.Others {
		digests = append(digests, other.Digest())
	}
	m.mu.Lock()
	last := m.last[key]
	m.mu.Unlock()
	if last.result != nil && last.findingsOnly == q.FindingsOnly && slices.Equal(last.digests, digests) {
		return last.result, nil
	}
	result, err := e.Evaluate(ctx, q)
	if err == nil && len(result.Failures) == 0 && ctx.Err() == nil {
		m.keep(key, remembered{digests, q.FindingsOnly, result})
	}
	return result, err
}

func (m *Memo) keep(key string, r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last == nil || len(m.last) >= maxRemembered {
		m.last = map[string]remembered{}
	}
	m.last[key] = r
}

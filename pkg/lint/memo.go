package lint

import (
	"strings"
	"sync"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
)

// Memo keeps what an engine was last asked of each unit, for the next edit of
// it. It is for one engine, and safe for concurrent use as long as no unit is
// judged twice at once.
type Memo struct {
	mu sync.Mutex
	// last is by root and by the parameter files in force.
	last map[string]map[string]*engine.Memory
}

// Forget lets go of what is kept of the unit with a root.
func (m *Memo) Forget(root string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.last, root)
}

// of returns the memory of the graph's unit under its parameters; nil if nothing
// is to be remembered.
func (m *Memo) of(g *graph.Graph) *engine.Memory {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last == nil {
		m.last = map[string]map[string]*engine.Memory{}
	}
	if m.last[g.Root] == nil {
		m.last[g.Root] = map[string]*engine.Memory{}
	}
	set := strings.Join(g.Parameters, "\x00")
	if m.last[g.Root][set] == nil {
		m.last[g.Root][set] = &engine.Memory{}
	}
	return m.last[g.Root][set]
}

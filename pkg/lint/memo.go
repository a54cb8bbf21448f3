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
	mu   sync.Mutex
	last map[string]*engine.Memory
}

// maxRemembered bounds the units that are remembered.
const maxRemembered = 1000

// of returns the memory of the graph's unit under its parameters; nil if nothing
// is to be remembered.
func (m *Memo) of(g *graph.Graph) *engine.Memory {
	if m == nil {
		return nil
	}
	key := g.Root + "\x00" + strings.Join(g.Parameters, "\x00")
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.last[key]; known != nil {
		return known
	}
	if m.last == nil || len(m.last) >= maxRemembered {
		m.last = map[string]*engine.Memory{}
	}
	m.last[key] = &engine.Memory{}
	return m.last[key]
}

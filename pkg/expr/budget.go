package expr

// Budget bounds what evaluating one deployment unit may cost. What lies beyond
// it is unknown.
type Budget struct {
	// Steps left: one for each node evaluated.
	Steps int
	// Instances left: one for each turn of a loop.
	Instances int
	// Bytes left for the strings and arrays that functions make.
	Bytes int
	// Depth left: nested evaluations.
	Depth int
	// Exceeded says that one of them ran out.
	Exceeded bool
}

// NewBudget returns the budget of one deployment unit: far above what real
// templates take, and used up within a second.
func NewBudget() *Budget {
	return &Budget{Steps: 5_000_000, Instances: 100_000, Bytes: 64 << 20, Depth: 1000}
}

func (b *Budget) step() bool { return b.take(&b.Steps, 1) }

// Spend takes n steps for work on what was evaluated; false if there are not so
// many left.
func (b *Budget) Spend(n int) bool { return b.take(&b.Steps, n) }

// steps takes n steps for work that is not a node's.
func (b *Budget) steps(n int) bool { return b.Spend(n) }

func (b *Budget) instance() bool { return b.take(&b.Instances, 1) }

// bytes takes n bytes for a result about to be made.
func (b *Budget) bytes(n int) bool { return b.take(&b.Bytes, n) }

// items takes what n items of a new array or object cost.
func (b *Budget) items(n int) bool { return b.bytes(n * itemSize) }

// itemSize is about what a value takes of memory, in bytes.
const itemSize = 72

func (b *Budget) take(left *int, n int) bool {
	if *left < n || b.Exceeded {
		b.Exceeded = true
		return false
	}
	*left -= n
	return true
}

// enter goes one evaluation deeper; leave comes back.
func (b *Budget) enter() bool { return b.take(&b.Depth, 1) }

func (b *Budget) leave() { b.Depth++ }

package terraform

import (
	"github.com/hublint/hublint/pkg/value"
)

// What one deployment unit may cost, far above what real configurations take.
const (
	// maxSteps is the expressions evaluated, to which the size of the files
	// adds.
	maxSteps = 500_000
	// maxDepth is how deep evaluations may stand within each other.
	maxDepth = 1000
	// maxInstances is the instances of one block.
	maxInstances = 2000
	// maxModules is the module instances of a unit, maxModuleDepth how deep
	// they may call each other.
	maxModules     = 5000
	maxModuleDepth = 20
	// maxBytes is the length of strings made, in sum; maxText of one.
	maxBytes = 64 << 20
	maxText  = 4 << 20
	// maxNodes is the values within one value, and maxTotal those within all
	// resources, to which the size of the files adds.
	maxNodes = 100_000
	maxTotal = 300_000
)

// budget is what is left to spend on a unit. What lies beyond is unknown.
type budget struct {
	steps, depth, bytes, modules, nodes int
	exceeded                            bool
}

func newBudget() *budget {
	return &budget{steps: maxSteps, depth: maxDepth, bytes: maxBytes, modules: maxModules, nodes: maxTotal}
}

func (b *budget) take(left *int, n int) bool {
	if b.exceeded || *left < n {
		b.exceeded = true
		return false
	}
	*left -= n
	return true
}

func (b *budget) step() bool { return b.take(&b.steps, 1) }

// text takes the length of a string about to be made.
func (b *budget) text(n int) bool {
	if n > maxText {
		b.exceeded = true
		return false
	}
	return b.take(&b.bytes, n)
}

// fits reports whether a value is small enough to be walked over. Values share
// their parts, so a few lines can describe one with more parts than memory.
func (b *budget) fits(v value.Value) bool {
	left := maxNodes
	if !count(v, &left) {
		b.exceeded = true
		return false
	}
	return b.take(&b.steps, (maxNodes-left)/4)
}

// body reports whether one more resource fits.
func (b *budget) body(v value.Value) bool {
	left := b.nodes
	if b.nodes <= 0 || !count(v, &left) {
		b.exceeded, b.nodes = true, 0
		return false
	}
	b.nodes = left
	return true
}

func count(v value.Value, left *int) bool {
	*left--
	if *left < 0 {
		return false
	}
	for _, item := range v.Items() {
		if !count(item, left) {
			return false
		}
	}
	for _, f := range v.Fields() {
		if !count(f.Value, left) {
			return false
		}
	}
	return true
}

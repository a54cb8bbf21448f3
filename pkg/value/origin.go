package value

import "github.com/hublint/hublint/pkg/source"

// Origin says where a value was written and how it came to where it is used.
type Origin struct {
	// Range is the text to change to change the value: the literal, the
	// default, the line of the parameter file, the argument of the call.
	Range source.Range
	// Way is the last step towards the use, nil if the value is used where
	// it is written.
	Way *Step
}

// StepKind is the kind of name a value passed through.
type StepKind uint8

// The kinds of steps between where a value is written and where it is used.
const (
	// StepDefault: the default of a parameter.
	StepDefault StepKind = iota
	// StepParameterFile: a parameter set by a parameter file or on the
	// command line.
	StepParameterFile
	// StepArgument: an argument of a module or nested deployment.
	StepArgument
	// StepVariable: a variable or local.
	StepVariable
	// StepOutput: an output of a module or nested deployment.
	StepOutput
)

// Step is one name a value passed through.
type Step struct {
	Kind StepKind
	// Open says of a default that a parameter file could have set the parameter:
	// it is one of the root, not of a module.
	Open bool
	// Name of the parameter, variable or output.
	Name string
	// Use is where the name was used.
	Use source.Range
	// Before is the step taken earlier, nearer to where the value is written.
	Before *Step
}

// Through returns the value after one more step on its way. Parts of arrays
// and objects keep their own origins: Through is applied to what is looked at.
func (v Value) Through(kind StepKind, name string, use source.Range) Value {
	v.origin.Way = &Step{Kind: kind, Name: name, Use: use, Before: v.origin.Way}
	return v
}

// Default returns the value as the default of a parameter, which may be open to
// parameter files.
func (v Value) Default(name string, open bool) Value {
	v = v.With(Assumed)
	v.origin.Way = &Step{Kind: StepDefault, Name: name, Open: open, Before: v.origin.Way}
	return v
}

// Steps returns the way from where the value is written to its use.
func (o Origin) Steps() []*Step {
	var steps []*Step
	for s := o.Way; s != nil; s = s.Before {
		steps = append(steps, s)
	}
	for i, j := 0, len(steps)-1; i < j; i, j = i+1, j-1 {
		steps[i], steps[j] = steps[j], steps[i]
	}
	return steps
}

// UsedAt notes where the last name on the value's way was used, if that is not
// noted yet.
func (v Value) UsedAt(use source.Range) Value {
	if v.origin.Way == nil || !v.origin.Way.Use.IsZero() {
		return v
	}
	step := *v.origin.Way
	step.Use = use
	v.origin.Way = &step
	return v
}

package terraform

import "github.com/hublint/hublint/pkg/graph"

// addOutputs puts the outputs of the root module into the graph. Those of
// other modules go to the module around them and nowhere else.
func (u *unit) addOutputs() {
	for _, name := range u.root.mod.names.outputs {
		o := u.root.mod.outputs[name]
		out := graph.NewOutput(name, u.root.output(name), o.sensitive)
		out.ID, out.Language = u.root.id(out.Address), "terraform"
		out.Header, out.Declared = u.header(o.block), u.declared(o.block)
		u.graph.Outputs = append(u.graph.Outputs, out)
	}
}

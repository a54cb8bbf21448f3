package cli

import (
	"errors"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/source"
)

func (a *app) graphCommand() *cli.Command {
	return &cli.Command{
		Name:      "graph",
		Usage:     "print the resources a deployment comes to",
		ArgsUsage: "[PATH...]",
		Flags: append([]cli.Flag{
			formatFlag(graphFormats()),
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour diagnostics: auto, always, never"},
		}, inputFlags()...),
		Action: a.graph,
	}
}

func (a *app) graph(c *cli.Context) error {
	if err := errors.Join(choice(c, "format", graphFormats()...), choice(c, "color", "auto", "always", "never")); err != nil {
		return err
	}
	in, err := openInput(c)
	if err != nil {
		return err
	}
	defer in.close()
	diags := in.diagnostics
	var graphs []*graph.Graph
	for _, u := range in.project.Units {
		loaded := in.project.Load(u)
		graphs = append(graphs, loaded.Graphs...)
		diags = append(diags, loaded.Diagnostics...)
	}
	report.WriteDiagnostics(a.streams.Err, diags, colored(c.String("color"), a.streams.Err))
	switch c.String("format") {
	case "dot":
		err = graph.WriteDOT(a.streams.Out, graphs)
	case "mermaid":
		err = graph.WriteMermaid(a.streams.Out, graphs)
	default:
		err = graph.WriteJSON(a.streams.Out, graphs, diags)
	}
	if err == nil && source.HasErrors(diags) {
		return exitError(ExitBroken)
	}
	return err
}

package cli

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// The formats of commands other than lint, the default first. What each is for
// says report.Use.
func graphFormats() []string  { return []string{"json", "dot", "mermaid"} }
func tableFormats() []string  { return []string{"text", "json", "markdown"} }
func reviewFormats() []string { return []string{"markdown", "json", "html"} }

// formatFlag asks for one of a command's formats, the first unless said
// otherwise.
func formatFlag(formats []string) cli.Flag {
	return &cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: formats[0], Usage: "print results as `FORMAT`: " + strings.Join(formats, ", ")}
}

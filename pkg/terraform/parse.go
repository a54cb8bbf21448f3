package terraform

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
)

// maxSyntaxErrors bounds what is said of one broken file.
const maxSyntaxErrors = 10

// parseFile reads a configuration file, in the native or the JSON syntax. The
// body is nil if nothing of it could be read.
func parseFile(f *source.File) (*hclsyntax.Body, []source.Diagnostic) {
	if strings.HasSuffix(f.Path, ".json") {
		return parseJSON(f)
	}
	return parseNative(f)
}

// Check returns what is wrong with the text of a configuration or variable file.
func Check(f *source.File) []source.Diagnostic {
	_, diags := parseFile(f)
	return diags
}

func parseNative(f *source.File) (*hclsyntax.Body, []source.Diagnostic) {
	if _, d := scanConfig(f); d != nil {
		return nil, []source.Diagnostic{*d}
	}
	file, diags := hclsyntax.ParseConfig(f.Data, f.Path, hcl.InitialPos)
	body, _ := file.Body.(*hclsyntax.Body)
	return body, syntaxErrors(f, diags)
}

// syntaxErrors returns what the parser says in the words of this program.
func syntaxErrors(f *source.File, diags hcl.Diagnostics) []source.Diagnostic {
	var out []source.Diagnostic
	for _, d := range diags {
		if d.Severity != hcl.DiagError || d.Subject == nil {
			continue
		}
		start := min(d.Subject.Start.Byte, len(f.Data))
		end := min(max(d.Subject.End.Byte, start), len(f.Data))
		next := source.Errorf(f.Range(start, end), "hcl-syntax", "%s", syntaxMessage(d))
		if !slices.Contains(out, next) {
			out = append(out, next)
		}
		if len(out) == maxSyntaxErrors {
			break
		}
	}
	return out
}

func syntaxMessage(d *hcl.Diagnostic) string {
	text := d.Summary
	if d.Detail != "" {
		text += ": " + d.Detail
	}
	text = strings.TrimSuffix(strings.Join(strings.Fields(text), " "), ".")
	first := []rune(text)
	if len(first) > 1 && unicode.IsLower(first[1]) {
		first[0] = unicode.ToLower(first[0])
	}
	return string(first)
}

// parseTemplate reads a text that may have parts in "${}".
func parseTemplate(at source.Range, text string) (hclsyntax.Expression, []source.Diagnostic) {
	if d := scanTemplate(at, []byte(text)); d != nil {
		return nil, []source.Diagnostic{*d}
	}
	start := hcl.Pos{Line: 1, Column: 1, Byte: int(at.Start)}
	e, diags := hclsyntax.ParseTemplate([]byte(text), at.File.Path, start)
	if diags.HasErrors() {
		return nil, syntaxErrors(at.File, diags)
	}
	return e, nil
}

// parseExpression reads an expression that stands in a string.
func parseExpression(at source.Range, text string) (hclsyntax.Expression, []source.Diagnostic) {
	if d := scanTemplate(at, []byte("${"+text+"}")); d != nil {
		return nil, []source.Diagnostic{*d}
	}
	start := hcl.Pos{Line: 1, Column: 1, Byte: int(at.Start)}
	e, diags := hclsyntax.ParseExpression([]byte(text), at.File.Path, start)
	if diags.HasErrors() {
		return nil, syntaxErrors(at.File, diags)
	}
	return e, nil
}

package scaffold

import (
	"bytes"
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
)

//go:embed text/hublint.yaml.tmpl
var configurationText string

const home = "https://github.com/hublint/hublint"

// found is what a configuration is made for, with paths as seen from its
// folder.
type found struct {
	Schema, Home string
	// Units are those that have parameter files.
	Units []unit
	// Root and Beside are an example of a unit.
	Root, Beside string
	// Development are patterns of what looks like development.
	Development         []string
	Elsewhere, Workload []string
}

// unit is a deployment with its parameter files, those in a list used together.
type unit struct {
	Root       string
	Parameters [][]string
}

// DevelopmentOrExample are patterns of what is development, or what they might
// be.
func (f found) DevelopmentOrExample() []string {
	if f.Development == nil {
		return []string{"dev/**"}
	}
	return f.Development
}

// configuration returns the text of a configuration that changes nothing yet
// but says what there is, and what was found in a few words.
func configuration(o Options) ([]byte, string, error) {
	f := found{
		Schema: config.SchemaURL, Home: home, Root: "infra/main.bicep", Beside: "infra/main.prod.bicepparam",
		Elsewhere: elsewhere(), Workload: workload(),
	}
	files := 0
	for i, u := range o.Project.Units {
		s := setting(o, u)
		if i == 0 {
			f.Root, f.Beside = s.Root, beside(s.Root, u.Language)
		}
		for _, set := range s.Parameters {
			files += len(set)
		}
		if s.Parameters != nil {
			f.Units = append(f.Units, s)
		}
		f.Development = append(f.Development, development(s)...)
	}
	slices.Sort(f.Development)
	f.Development = slices.Compact(f.Development)
	var b bytes.Buffer
	t, err := template.New(config.Name).Funcs(template.FuncMap{"help": help, "quote": quote, "list": list}).Parse(configurationText)
	if err == nil {
		err = t.Execute(&b, f)
	}
	return b.Bytes(), about(len(o.Project.Units), files), err
}

func about(units, files int) string {
	if units == 0 {
		return "nothing to lint was found yet"
	}
	return "found " + count(units, "deployment") + ", " + count(files, "parameter file")
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// setting returns a unit as a configuration names it.
func setting(o Options, u project.Unit) unit {
	s := unit{Root: o.Project.Relative(o.Dir, u.Root)}
	for _, set := range u.Sets {
		var files []string
		for _, p := range set {
			files = append(files, o.Project.Relative(o.Dir, p))
		}
		if files != nil {
			s.Parameters = append(s.Parameters, files)
		}
	}
	return s
}

// beside is what a parameter file of a unit may be called.
func beside(root, language string) string {
	switch language {
	case "terraform":
		return path.Join(root, "prod.tfvars")
	case "arm":
		return path.Join(path.Dir(root), "prod.parameters.json")
	}
	return path.Join(path.Dir(root), "prod.bicepparam")
}

// developing finds the words that name development and test.
var developing = pattern.Lazy(`(?i)^(dev|develop|development|test|testing|tests|qa|sandbox|sbx|nonprod|non-prod)$`)

// development returns patterns for the folders and parameter files of a unit
// that have such a name.
func development(s unit) []string {
	var out []string
	for _, p := range append(slices.Concat(s.Parameters...), s.Root) {
		folders := strings.Split(p, "/")
		i := slices.IndexFunc(folders, developing().MatchString)
		name := folders[len(folders)-1]
		switch {
		case i >= 0 && (i < len(folders)-1 || path.Ext(name) == ""):
			out = append(out, strings.Join(folders[:i+1], "/")+"/**")
		case p != s.Root && slices.ContainsFunc(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("._-", r) }), developing().MatchString):
			out = append(out, p)
		}
	}
	return out
}

// help is what a key means, as the beginning of a sentence.
func help(key string) string {
	text := config.Describe().Property(key).Description
	return strings.ToUpper(text[:1]) + text[1:]
}

// quote writes a text in YAML, on one line.
func quote(text string) (string, error) {
	n := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if !plain().MatchString(text) {
		n.Style = yaml.DoubleQuotedStyle
	}
	data, err := yaml.Marshal(&n)
	return strings.TrimSuffix(string(data), "\n"), err
}

// plain are the texts that need no quotes, in a list in brackets neither.
var plain = pattern.Lazy(`^[\pL_./][\pL\pN_./ -]*$`)

// list writes files that are used together.
func list(files []string) (string, error) {
	var out []string
	for _, f := range files {
		text, err := quote(f)
		if err != nil {
			return "", err
		}
		out = append(out, text)
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return "[" + strings.Join(out, ", ") + "]", nil
}

// elsewhere has an example of each subject, with what it stands for.
func elsewhere() []string {
	s := config.Describe().Property("elsewhere")
	var lines [][2]string
	for _, name := range rule.Subjects {
		lines = append(lines, [2]string{name + ": platform repository", s.Property(name).Description})
	}
	return commented(lines)
}

// workload has an example of the keys that most rules ask for.
func workload() []string {
	var lines [][2]string
	for _, example := range []struct{ name, value string }{
		{"devices", "50000"}, {"growth", "1.3"}, {"messages_per_device_per_day", "288"}, {"message_bytes", "900"}, {"peak_factor", "4"}, {"reconnect_window", "10m"},
		{"attestation", "x509"}, {"devices_on", "internet"}, {"offline_window", "3d"}, {"rto", "1h"}, {"features", "[cloud-to-device, edge]"},
	} {
		i := slices.IndexFunc(capacity.Keys(), func(k capacity.Key) bool { return k.Name == example.name })
		lines = append(lines, [2]string{example.name + ": " + example.value, capacity.Keys()[i].Help})
	}
	return commented(lines)
}

// commented puts comments behind lines, one below the other.
func commented(lines [][2]string) []string {
	width := 0
	for _, l := range lines {
		width = max(width, len(l[0]))
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = fmt.Sprintf("%-*s # %s", width, l[0], l[1])
	}
	return out
}

package rule

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/pattern"
)

// annotations is the form of a rule's METADATA block.
type annotations struct {
	Title            string `yaml:"title"`
	Description      string `yaml:"description"`
	RelatedResources []struct {
		Ref string `yaml:"ref"`
	} `yaml:"related_resources"`
	Custom custom `yaml:"custom"`
}

type custom struct {
	ID               string   `yaml:"id"`
	Severity         Severity `yaml:"severity"`
	SecuritySeverity string   `yaml:"security_severity"`
	Guide            []string `yaml:"guide"`
	Types            []string `yaml:"types"`
	Needs            []string `yaml:"needs"`
	Workload         []string `yaml:"workload"`
	Beside           []string `yaml:"beside"`
	AbsenceOf        []string `yaml:"absence_of"`
	YieldsTo         []string `yaml:"yields_to"`
	Elsewhere        string   `yaml:"elsewhere"`
	Development      Severity `yaml:"development"`
	Default          Severity `yaml:"default"`
	Remediation      string   `yaml:"remediation"`
	Terraform        string   `yaml:"terraform"`
	Since            string   `yaml:"since"`
	Fix              any      `yaml:"fix"`
}

// readDoc reads what a rule says to people.
func (h *head) readDoc() (*Doc, error) {
	a, err := h.decode()
	if err != nil {
		return nil, err
	}
	d := &Doc{
		Title: a.Title, Description: strings.TrimSpace(a.Description),
		Remediation: strings.TrimSpace(a.Custom.Remediation), Terraform: strings.TrimSpace(a.Custom.Terraform), Fix: a.Custom.Fix,
	}
	for _, link := range a.RelatedResources {
		d.Links = append(d.Links, link.Ref)
	}
	return d, nil
}

// checkAll returns everything that is wrong with a rule's annotations.
func (c *Catalogue) checkAll(h *head) error {
	a, err := h.decode()
	if err != nil {
		return err
	}
	return errors.Join(append(h.check(a), c.checkReferences(h, a)...)...)
}

func (h *head) decode() (annotations, error) {
	var a annotations
	decoder := yaml.NewDecoder(strings.NewReader(h.block))
	decoder.KnownFields(true)
	if err := decoder.Decode(&a); err != nil && !errors.Is(err, io.EOF) {
		return a, h.yamlError(err)
	}
	return a, nil
}

var (
	yamlPlace   = pattern.Lazy(`^(?:yaml: )?line (\d+): (.*)$`)
	yamlUnknown = pattern.Lazy(`^field (\S+) not found in type .*$`)
)

// yamlError gives the errors of the YAML reader their place in the rule's file.
func (h *head) yamlError(err error) error {
	messages := []string{err.Error()}
	if t := (*yaml.TypeError)(nil); errors.As(err, &t) {
		messages = t.Errors
	}
	var errs []error
	for _, m := range messages {
		line := 1
		if place := yamlPlace().FindStringSubmatch(m); place != nil {
			line, _ = strconv.Atoi(place[1])
			m = place[2]
		}
		m = yamlUnknown().ReplaceAllString(m, "unknown key $1")
		errs = append(errs, &FileError{File: h.rule.File, Line: h.block0 + line - 1, Message: m})
	}
	return errors.Join(errs...)
}

// prefixes of ids by pillar.
var prefixes = map[string]string{
	"reliability": "REL", "security": "SEC", "cost": "COST", "operations": "OPS", "performance": "PERF",
}

// Subjects are what may live outside the code that is linted.
var Subjects = []string{"dps", "defender", "diagnostics", "monitoring", "budget", "network", "locks"}

// OfGraph are what a rule may need of a graph as a whole.
var OfGraph = []string{"outputs", "terraform", "variants", "unread", "facts.keys", "facts.misspelt", "facts.unsupported", "facts.certificate"}

// isNeed reports whether a word is one that a rule may need: of the whole graph, a
// type, or a path from the outermost properties of a resource.
func isNeed(word string) bool {
	first, _, _ := strings.Cut(word, ".")
	return slices.Contains(OfGraph, word) || strings.Contains(word, "/") || strings.HasPrefix(word, "azurerm_") ||
		slices.Contains([]string{"properties", "sku", "identity", "location", "tags", "kind", "zones", "azurerm"}, first)
}

var (
	idForm       = pattern.Lazy(`^([A-Z]+)\d{3}$`)
	customIDForm = pattern.Lazy(`^([A-Z]+)\d+$`)
	guideForm    = pattern.Lazy(`^(RE|SE|CO|OE|PE|AP)-\d+$`)
	sinceForm    = pattern.Lazy(`^\d+\.\d+\.\d+$`)
	severityForm = pattern.Lazy(`^(10\.0|\d\.\d)$`)
)

// check returns what is missing or wrong in a rule's annotations.
func (h *head) check(a annotations) []error {
	var errs []error
	want := func(ok bool, key, format string, args ...any) {
		if !ok {
			errs = append(errs, h.errorf(key, format, args...))
		}
	}
	own := h.rule.IsCustom()
	for _, required := range []struct {
		key, text string
		optional  bool
	}{
		{"title", a.Title, false}, {"description", a.Description, own}, {"remediation", a.Custom.Remediation, false},
	} {
		want(strings.TrimSpace(required.text) != "" || required.optional, required.key, "expected a %s", required.key)
	}
	want(!strings.HasSuffix(a.Title, "."), "title", "expected a title without a full stop")
	want(len(a.RelatedResources) > 0 || own, "related_resources", "expected a page to read in related_resources")
	c := a.Custom
	want(c.Severity.Rank() > 0, "severity", "expected severity error, warning or note; found %q", c.Severity)
	want(c.SecuritySeverity == "" || severityForm().MatchString(c.SecuritySeverity), "security_severity", `expected a security_severity as "7.5"; found %q`, c.SecuritySeverity)
	want(c.Development == "" || c.Development == Off || c.Development.Rank() > 0, "development", "expected development error, warning, note or off; found %q", c.Development)
	want(c.Default == "" || c.Default == Off, "default", "expected default off, or no default; found %q", c.Default)
	want(c.Elsewhere == "" || slices.Contains(Subjects, c.Elsewhere), "elsewhere", "expected elsewhere to be one of %s; found %q", strings.Join(Subjects, ", "), c.Elsewhere)
	want(sinceForm().MatchString(c.Since) || c.Since == "" && own, "since", "expected a version in since, as 0.1.0; found %q", c.Since)
	want(len(c.Guide) > 0 || own, "guide", "expected rows of the guide")
	switch c.Fix.(type) {
	case map[string]any, []any:
		want(false, "fix", "expected a fix of one value")
	}
	for _, need := range c.Needs {
		want(isNeed(need), "needs", "expected needs to be properties, as properties.routing, types, or of %s; found %q", strings.Join(OfGraph, ", "), need)
	}
	for _, row := range c.Guide {
		want(guideForm().MatchString(row), "guide", "expected a row of the guide, as SE-1; found %q", row)
	}
	return append(errs, h.checkHead(c)...)
}

// checkHead compares the whole of the annotations with what was found without
// reading them.
func (h *head) checkHead(c custom) []error {
	var errs []error
	r := h.rule
	if err := h.checkID(c.ID); err != nil {
		errs = append(errs, err)
	}
	if len(c.Types) == 0 {
		errs = append(errs, h.errorf("types", "expected types on a line of their own, as [A, B]"))
	}
	for _, list := range []struct {
		key         string
		whole, line []string
	}{
		{"types", c.Types, r.Types}, {"needs", c.Needs, r.Needs}, {"beside", c.Beside, r.Beside}, {"workload", c.Workload, r.Workload}, {"guide", c.Guide, r.Guide},
		{"absence_of", c.AbsenceOf, r.AbsenceOf}, {"yields_to", c.YieldsTo, r.YieldsTo},
	} {
		if !slices.Equal(list.whole, list.line) {
			errs = append(errs, h.errorf(list.key, "expected %s on a line of their own, as [A, B]", list.key))
		}
	}
	for _, scalar := range []struct{ key, whole, line string }{
		{"severity", string(c.Severity), string(r.Severity)}, {"development", string(c.Development), string(r.Development)},
		{"security_severity", c.SecuritySeverity, r.SecuritySeverity}, {"elsewhere", c.Elsewhere, r.Elsewhere}, {"since", c.Since, r.Since},
	} {
		if scalar.whole != scalar.line {
			errs = append(errs, h.errorf(scalar.key, "expected %s as a plain word on a line of its own", scalar.key))
		}
	}
	return errs
}

// checkID returns what is wrong with a rule's id. Users' ids have letters of
// their own, so that no rule that comes later takes one.
func (h *head) checkID(whole string) error {
	r := h.rule
	if r.IsCustom() {
		form := customIDForm().FindStringSubmatch(r.ID)
		if form == nil || whole != r.ID {
			return h.errorf("id", "expected an id of capital letters and digits, as ACME1; found %q", r.ID)
		}
		for _, taken := range prefixes {
			if form[1] == taken {
				return h.errorf("id", "expected an id with letters of your own, as ACME1; %s is for the rules that come with hublint", taken)
			}
		}
		return nil
	}
	form := idForm().FindStringSubmatch(r.ID)
	switch {
	case form == nil || whole != r.ID:
		return h.errorf("id", "expected an id of letters and three digits; found %q", r.ID)
	case form[1] != prefixes[r.Pillar]:
		return h.errorf("id", "expected an id that begins with the letters of pillar %s, %q; found %q", r.Pillar, prefixes[r.Pillar], r.ID)
	}
	return nil
}

// checkReferences returns the names of other rules that are wrong.
func (c *Catalogue) checkReferences(h *head, a annotations) []error {
	var errs []error
	for _, name := range a.Custom.YieldsTo {
		if e, ok := c.byKey[name]; !ok || e.rule.Name != name || name == h.rule.Name {
			errs = append(errs, h.errorf("yields_to", "expected the name of another rule in yields_to; found %q", name))
		}
	}
	return errs
}

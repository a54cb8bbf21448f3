package rule

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
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

// read reads all a rule says of itself.
func (c *Catalogue) read(h head) (*Rule, error) {
	a, err := h.decode()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(append(h.check(a), c.checkReferences(h, a)...)...); err != nil {
		return nil, err
	}
	r := &Rule{
		ID: h.id, Name: h.name, Pillar: h.pillar, Package: h.pkg, File: h.file,
		Title: a.Title, Description: strings.TrimSpace(a.Description),
		Severity: a.Custom.Severity, SecuritySeverity: a.Custom.SecuritySeverity, Guide: a.Custom.Guide,
		Types: a.Custom.Types, AbsenceOf: a.Custom.AbsenceOf, YieldsTo: a.Custom.YieldsTo, Elsewhere: a.Custom.Elsewhere,
		Development: a.Custom.Development, OptIn: a.Custom.Default == Off,
		Remediation: strings.TrimSpace(a.Custom.Remediation), Terraform: strings.TrimSpace(a.Custom.Terraform),
		Since: a.Custom.Since, Fix: a.Custom.Fix,
	}
	for _, link := range a.RelatedResources {
		r.Links = append(r.Links, link.Ref)
	}
	return r, nil
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
	yamlPlace   = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)
	yamlUnknown = regexp.MustCompile(`^field (\S+) not found in type .*$`)
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
		if place := yamlPlace.FindStringSubmatch(m); place != nil {
			line, _ = strconv.Atoi(place[1])
			m = place[2]
		}
		m = yamlUnknown.ReplaceAllString(m, "unknown key $1")
		errs = append(errs, fmt.Errorf("%s:%d: %s", h.file, h.block0+line-1, m))
	}
	return errors.Join(errs...)
}

// prefixes of ids by pillar.
var prefixes = map[string]string{
	"reliability": "REL", "security": "SEC", "cost": "COST", "operations": "OPS", "performance": "PERF",
}

// Subjects are what may live outside the code that is linted.
var Subjects = []string{"dps", "defender", "diagnostics", "monitoring", "budget", "network", "locks"}

var (
	idForm       = regexp.MustCompile(`^([A-Z]+)\d{3}$`)
	guideForm    = regexp.MustCompile(`^(RE|SE|CO|OE|PE|AP)-\d+$`)
	sinceForm    = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	severityForm = regexp.MustCompile(`^(10\.0|\d\.\d)$`)
)

// check returns what is missing or wrong in a rule's annotations.
func (h *head) check(a annotations) []error {
	var errs []error
	want := func(ok bool, key, format string, args ...any) {
		if !ok {
			errs = append(errs, h.errorf(key, format, args...))
		}
	}
	for _, required := range []struct{ key, text string }{
		{"title", a.Title}, {"description", a.Description}, {"remediation", a.Custom.Remediation},
	} {
		want(strings.TrimSpace(required.text) != "", required.key, "expected a %s", required.key)
	}
	want(!strings.HasSuffix(a.Title, "."), "title", "expected a title without a full stop")
	want(len(a.RelatedResources) > 0, "related_resources", "expected a page to read in related_resources")
	c := a.Custom
	want(c.Severity.Rank() > 0, "severity", "expected severity error, warning or note; found %q", c.Severity)
	want(c.SecuritySeverity == "" || severityForm.MatchString(c.SecuritySeverity), "security_severity", `expected a security_severity as "7.5"; found %q`, c.SecuritySeverity)
	want(c.Development == "" || c.Development == Off || c.Development.Rank() > 0, "development", "expected development error, warning, note or off; found %q", c.Development)
	want(c.Default == "" || c.Default == Off, "default", "expected default off, or no default; found %q", c.Default)
	want(c.Elsewhere == "" || slices.Contains(Subjects, c.Elsewhere), "elsewhere", "expected elsewhere to be one of %s; found %q", strings.Join(Subjects, ", "), c.Elsewhere)
	want(sinceForm.MatchString(c.Since), "since", "expected a version in since, as 0.1.0; found %q", c.Since)
	want(len(c.Guide) > 0, "guide", "expected rows of the guide")
	for _, row := range c.Guide {
		want(guideForm.MatchString(row), "guide", "expected a row of the guide, as SE-1; found %q", row)
	}
	return append(errs, h.checkHead(c)...)
}

// checkHead compares the whole of the annotations with what was found without
// reading them.
func (h *head) checkHead(c custom) []error {
	var errs []error
	form := idForm.FindStringSubmatch(h.id)
	switch {
	case form == nil || c.ID != h.id:
		errs = append(errs, h.errorf("id", "expected an id of letters and three digits; found %q", h.id))
	case strings.HasPrefix(h.pkg, "policies.") && form[1] != prefixes[h.pillar]:
		errs = append(errs, h.errorf("id", "expected an id that begins with the letters of pillar %s, %q; found %q", h.pillar, prefixes[h.pillar], h.id))
	}
	if len(c.Types) == 0 || !slices.Equal(c.Types, h.types) {
		errs = append(errs, h.errorf("types", "expected types on a line of their own, as [A, B]"))
	}
	return errs
}

// checkReferences returns the names of other rules that are wrong.
func (c *Catalogue) checkReferences(h head, a annotations) []error {
	var errs []error
	for _, name := range a.Custom.YieldsTo {
		if e, ok := c.byKey[name]; !ok || e.name != name || name == h.name {
			errs = append(errs, h.errorf("yields_to", "expected the name of another rule in yields_to; found %q", name))
		}
	}
	return errs
}

package report

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	Failure   *junitProblem `xml:"failure"`
	Error     *junitProblem `xml:"error"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes a suite for each file that something was found in, with a failed
// case for each place of a finding and an erroneous one for what could not be read. A run
// that finds nothing has one case, which passes.
func JUnit(w io.Writer, r *lint.Report, _ Options) error {
	out := junitSuites{Name: "hublint"}
	at := map[string]int{}
	suite := func(rng source.Range) *junitSuite {
		name := pathOf(rng)
		i, ok := at[name]
		if !ok {
			i = len(out.Suites)
			at[name] = i
			out.Suites = append(out.Suites, junitSuite{Name: name})
		}
		return &out.Suites[i]
	}
	for _, h := range Headlines(Open(r.Findings)) {
		s := suite(h.Range)
		text := fmt.Sprintf("%s: %s: %s\n%s\n%s", place(h.Range), h.Severity, h.Text(), oneLine(h.Remediation), h.Rule.URL())
		s.Cases = append(s.Cases, junitCase{caseName(h.Rule.Name, h.Range), s.Name, &junitProblem{h.Message, string(h.Severity), text}, nil})
		s.Failures++
	}
	for _, d := range r.Diagnostics {
		if d.Severity != source.SeverityError {
			continue
		}
		s := suite(d.Range)
		s.Cases = append(s.Cases, junitCase{caseName(d.Code, d.Range), s.Name, nil, &junitProblem{d.Message, d.Code, place(d.Range) + ": " + d.Message}})
		s.Errors++
	}
	if len(out.Suites) == 0 {
		out.Suites = []junitSuite{{Name: "hublint", Cases: []junitCase{{Name: "no findings", ClassName: "hublint"}}}}
	}
	for i := range out.Suites {
		s := &out.Suites[i]
		s.Tests = len(s.Cases)
		out.Tests, out.Failures, out.Errors = out.Tests+s.Tests, out.Failures+s.Failures, out.Errors+s.Errors
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// caseName tells the findings of a rule in a file apart.
func caseName(name string, at source.Range) string {
	if at.IsZero() || at.File.Size() == 0 {
		return name
	}
	p := at.StartPosition()
	return fmt.Sprintf("%s at %d:%d", name, p.Line, p.Column)
}

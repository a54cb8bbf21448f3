package reporttest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
)

// element says what an element of a JUnit report may and must have.
type element struct {
	children, required, optional []string
}

// junitForm is the form that Jenkins takes, of it what reports of a linter use;
// source: jenkinsci/xunit-plugin, types/model/xsd/junit-10.xsd.
var junitForm = map[string]element{
	"":           {children: []string{"testsuites"}},
	"testsuites": {children: []string{"testsuite"}, optional: []string{"name", "time", "tests", "failures", "errors"}},
	"testsuite": {
		children: []string{"testcase"}, required: []string{"name", "tests", "failures", "errors"},
		optional: []string{"time", "skipped", "timestamp", "hostname", "id", "package", "file", "url"},
	},
	"testcase": {children: []string{"skipped", "error", "failure"}, required: []string{"name"}, optional: []string{"time", "classname"}},
	"failure":  {optional: []string{"type", "message"}},
	"error":    {optional: []string{"type", "message"}},
}

// checkJUnit reads a report strictly, and counts what it says to count.
func checkJUnit(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	path := []string{""}
	counts := map[string]int{}
	said := map[string]int{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if !maps.Equal(counts, said) {
				return fmt.Errorf("says %v and has %v", said, counts)
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := checkElement(path[len(path)-1], token); err != nil {
				return err
			}
			path = append(path, token.Name.Local)
			countElement(token, counts, said)
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
}

func checkElement(parent string, e xml.StartElement) error {
	name := e.Name.Local
	if !slices.Contains(junitForm[parent].children, name) {
		return fmt.Errorf("<%s> in <%s>", name, parent)
	}
	has := map[string]bool{}
	for _, a := range e.Attr {
		if has[a.Name.Local] = true; !slices.Contains(slices.Concat(junitForm[name].required, junitForm[name].optional), a.Name.Local) {
			return fmt.Errorf("<%s> has %s", name, a.Name.Local)
		}
	}
	for _, a := range junitForm[name].required {
		if !has[a] {
			return fmt.Errorf("<%s> lacks %s", name, a)
		}
	}
	return nil
}

// countElement adds to what there is, by the attributes that count it, and to
// what suites and the whole say there is.
func countElement(e xml.StartElement, counts, said map[string]int) {
	if attribute, ok := map[string]string{"testcase": "tests", "failure": "failures", "error": "errors"}[e.Name.Local]; ok {
		counts["testsuite "+attribute]++
		counts["testsuites "+attribute]++
	}
	for _, a := range e.Attr {
		if n, err := strconv.Atoi(a.Value); err == nil && n > 0 && slices.Contains([]string{"tests", "failures", "errors"}, a.Name.Local) {
			said[e.Name.Local+" "+a.Name.Local] += n
		}
	}
}

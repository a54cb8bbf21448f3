package baseline_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/source"
)

var entries = []baseline.Entry{
	{Rule: "hub-min-tls", Unit: "b.bicep", Resource: "hub", Path: "properties.minTlsVersion"},
	{Rule: "hub-no-dps", Unit: "a.bicep", Resource: "hub<1>"},
	{Rule: "hub-min-tls", Unit: "a.bicep", Resource: "hub<1>"},
}

// What is written is sorted, an entry a line, and reads as it was.
func TestText(t *testing.T) {
	text := string(baseline.New(entries).Text())
	lines := strings.Split(text, "\n")
	if len(lines) != 6 || !strings.Contains(lines[1], "hub-min-tls") || !strings.Contains(lines[2], "hub-no-dps") || !strings.Contains(lines[3], "b.bicep") {
		t.Errorf("not an entry a line, sorted:\n%s", text)
	}
	b, err := baseline.Read(source.NewFile("b.json", []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !b.Has(e) {
			t.Errorf("lost %v", e)
		}
	}
	if b.Has(baseline.Entry{Rule: "hub-min-tls", Unit: "a.bicep", Resource: "pumps"}) {
		t.Error("has what it was not given")
	}
}

// Pruning keeps what was found, adds nothing, and keeps what a run can't tell of.
func TestPrune(t *testing.T) {
	found := []baseline.Entry{entries[1], {Rule: "new", Unit: "a.bicep"}}
	left, unseen := baseline.New(entries).Prune(found, func(unit string) bool { return unit == "a.bicep" })
	if left.Len() != 2 || !left.Has(entries[0]) || !left.Has(entries[1]) || unseen != 1 {
		t.Errorf("pruned to %d unseen of\n%s", unseen, left.Text())
	}
}

// Entries that two branches add apart from each other merge without help.
func TestMerge(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not there")
	}
	var common []baseline.Entry
	for _, unit := range []string{"b", "d", "f", "h", "j", "l"} {
		common = append(common, baseline.Entry{Rule: "hub-min-tls", Unit: unit + ".bicep", Resource: "hub"})
	}
	ours := baseline.Entry{Rule: "hub-min-tls", Unit: "c.bicep", Resource: "hub"}
	theirs := baseline.Entry{Rule: "hub-min-tls", Unit: "i.bicep", Resource: "hub"}
	dir := t.TempDir()
	for name, entries := range map[string][]baseline.Entry{
		"base": common, "ours": append(common[:6:6], ours), "theirs": append(common[:5:5], theirs),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), baseline.New(entries).Text(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	merge := exec.Command("git", "merge-file", "-p", "ours", "base", "theirs")
	merge.Dir = dir
	text, err := merge.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	merged, err := baseline.Read(source.NewFile("b.json", text))
	if err != nil {
		t.Fatal(err)
	}
	if !merged.Has(ours) || !merged.Has(theirs) || merged.Has(common[5]) || merged.Len() != 7 {
		t.Errorf("merged to %s", text)
	}
}

func TestReadErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{"version": 1, "findings": [}`: "b.json:1:30: expected a baseline",
		`{"version": 2}`:                "b.json: expected a baseline of version 1, found 2",
		``:                              "b.json:1:1: expected a baseline",
	} {
		if _, err := baseline.Read(source.NewFile("b.json", []byte(text))); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

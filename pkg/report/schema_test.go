package report_test

import (
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/report/reporttest"
)

// Whatever there is to say, those who read a report for a living can read it.
func TestReportsFollowTheirSchemas(t *testing.T) {
	check := reporttest.New(t)
	for name, r := range samples(t) {
		t.Run(name, func(t *testing.T) { check.Report(t, r) })
	}
	forEachArchive(t, func(t *testing.T, _ string, archive *txtar.Archive) { check.Report(t, run(t, archive)) })
}

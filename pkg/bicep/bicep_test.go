package bicep_test

import (
	"flag"
	"testing"

	"github.com/hublint/hublint/pkg/project/projecttest"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestGraphs(t *testing.T) { projecttest.Graphs(t, *update) }

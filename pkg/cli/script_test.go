package cli_test

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/hublint/hublint/pkg/cli"
)

var update = flag.Bool("update", false, "write what the scripts expect anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hublint": func() { os.Exit(cli.Run(os.Args, cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})) },
	})
}

// Each script shows what a user types and sees.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "side": side},
	})
}

// exits runs a command that has to end with a code: "exits 2 hublint none.json".
func exits(ts *testscript.TestScript, _ bool, args []string) {
	code := 0
	err := ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// side puts copies of files side by side into a folder of that name, and
// nothing else: "side hub.bicep lock.bicep".
func side(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs("side")
	ts.Check(os.RemoveAll(folder))
	ts.Check(os.Mkdir(folder, 0o755))
	for _, name := range args {
		ts.Check(os.WriteFile(filepath.Join(folder, name), []byte(ts.ReadFile(name)), 0o644))
	}
}

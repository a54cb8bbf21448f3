// Command hublint lints Azure IoT infrastructure code.
package main

import (
	"os"
	"runtime/debug"

	"github.com/hublint/hublint/pkg/cli"
)

func main() {
	// A run is short: collecting garbage costs it more than the memory does.
	debug.SetGCPercent(400)
	os.Exit(cli.Run(os.Args, cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

// Command hublint lints Azure IoT infrastructure code.
package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/hublint/hublint/pkg/cli"
)

func main() {
	relaxCollector()
	os.Exit(cli.Run(os.Args, cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

// firstCollection is the size of the heap at which garbage is collected first,
// in bytes: a run on a few files ends before that.
const firstCollection = 48 << 20

// growth is how much the heap may grow from one collection to the next, in
// percent. A unit is garbage as soon as it is judged, so a run over many spends
// less on collecting than it would at the usual 100, for a few more megabytes.
const growth = 200

// relaxCollector puts off the first collection.
func relaxCollector() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	runtime.AddCleanup(new([64]byte), func(percent int) {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(math.MaxInt64)
	}, growth)
}

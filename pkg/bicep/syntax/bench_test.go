package syntax

import (
	"testing"

	"github.com/hublint/hublint/pkg/source"
)

// BenchmarkParse reads the inputs of the golden tests, which are denser than
// real files.
func BenchmarkParse(b *testing.B) { benchmark(b, inputs(b, "tree")) }

func BenchmarkParseCorpus(b *testing.B) {
	var files []*source.File
	filesUnder(b, corpus(b, "Azure+bicep-registry-modules"), ".bicep", func(path string) {
		files = append(files, load(b, path))
	})
	benchmark(b, files)
}

func benchmark(b *testing.B, files []*source.File) {
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			parseAny(f)
		}
	}
}

package syntax

import (
	"testing"

	"github.com/hublint/hublint/pkg/source"
)

func BenchmarkParseCorpus(b *testing.B) {
	var files []*source.File
	size := int64(0)
	filesUnder(b, corpus(b, "Azure+bicep-registry-modules"), ".bicep", func(path string) {
		files = append(files, load(b, path))
		size += int64(len(files[len(files)-1].Data))
	})
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			Parse(f)
		}
	}
}

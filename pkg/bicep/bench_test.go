package bicep_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

// The three benchmarks read the same files; the difference of their times is
// what lowering and evaluating cost.
func BenchmarkSyntax(b *testing.B) {
	benchmark(b, func(f *source.File) { syntax.Parse(f) })
}

func BenchmarkParse(b *testing.B) {
	benchmark(b, func(f *source.File) { bicep.Parse(f) })
}

func BenchmarkEvaluate(b *testing.B) {
	benchmark(b, func(f *source.File) {
		t, _ := bicep.Parse(f)
		template.Evaluate(t, template.Options{Root: f.Path})
	})
}

func benchmark(b *testing.B, run func(*source.File)) {
	files := benchmarkFiles(b)
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			run(f)
		}
	}
}

// benchmarkFiles returns the main files of a public repository or, without a
// corpus, one that is like them.
func benchmarkFiles(b *testing.B) []*source.File {
	b.Helper()
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		return []*source.File{source.NewFile("main.bicep", []byte(hubFile))}
	}
	var files []*source.File
	err := filepath.WalkDir(filepath.Join(root, "Azure+bicep-registry-modules"), func(p string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Base(p) != "main.bicep" {
			return err
		}
		data, err := os.ReadFile(p)
		files = append(files, source.NewFile(p, data))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return files
}

const hubFile = `@description('The edition of the hub.')
@allowed(['S1', 'S2', 'S3'])
param skuName string = 'S1'
param location string = resourceGroup().location
var name = 'hub-${uniqueString(resourceGroup().id, skuName)}'

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: name
  location: location
  sku: { name: skuName, capacity: 1 }
  properties: {
    minTlsVersion: '1.2'
    routing: {
      routes: [for (source, i) in ['DeviceMessages', 'TwinChangeEvents']: {
        name: 'route${i}'
        source: source
        endpointNames: ['events']
        isEnabled: i == 0 || skuName != 'S1'
      }]
    }
  }
}
`

package terraform_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/graph/graphtest"
)

// perFile is the resources in each generated file.
const perFile = 50

// solution writes a file of 50 resources: hubs with references, variables,
// locals, loops and nested blocks. n tells the names of one file from those of
// others.
func solution(n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `variable "tls_%[1]d" {
  type    = string
  default = "1.2"
}
locals {
  prefix_%[1]d = "iot-%[1]d"
}
resource "azurerm_resource_group" "g%[1]d" {
  name     = "${local.prefix_%[1]d}-rg"
  location = "westeurope"
}
`, n)
	for i := range perFile - 1 {
		fmt.Fprintf(&b, `resource "azurerm_iothub" "h%[1]d_%[2]d" {
  name                = "${local.prefix_%[1]d}-hub-%[2]d"
  resource_group_name = azurerm_resource_group.g%[1]d.name
  location            = azurerm_resource_group.g%[1]d.location
  min_tls_version     = var.tls_%[1]d
  sku {
    name     = "S1"
    capacity = %[2]d + 1
  }
  dynamic "route" {
    for_each = ["a", "b"]
    content {
      name           = "r-${route.value}"
      source         = "DeviceMessages"
      endpoint_names = ["events"]
      enabled        = true
    }
  }
  tags = { environment = "test", number = "%[2]d" }
}
`, n, i)
	}
	return []byte(b.String())
}

// The time of many configurations grows with their number.
func BenchmarkDirectories(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			for i := range n {
				write(b, dir, fmt.Sprintf("d%d/main.tf", i), solution(0))
			}
			for b.Loop() {
				for i := range n {
					if g, _ := evaluateDir(b, dir, fmt.Sprintf("d%d", i)); len(g.Resources) != perFile {
						b.Fatal(len(g.Resources))
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n*perFile), "ns/resource")
		})
	}
}

// So does that of one configuration with the number of its files.
func BenchmarkFiles(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			for i := range n {
				write(b, dir, fmt.Sprintf("f%d.tf", i), solution(i))
			}
			for b.Loop() {
				if g, d := evaluateDir(b, dir, "."); len(g.Resources) != n*perFile {
					b.Fatal(len(g.Resources), d)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n*perFile), "ns/resource")
		})
	}
}

// A module of many files is parsed block by block; it gives what its files
// give each alone.
func TestManyFiles(t *testing.T) {
	const n = 60
	all, want := t.TempDir(), ""
	for i := range n {
		write(t, all, fmt.Sprintf("f%02d.tf", i), solution(i))
		alone := t.TempDir()
		write(t, alone, fmt.Sprintf("f%02d.tf", i), solution(i))
		g, _ := evaluateDir(t, alone, ".")
		want += resourcesOf(g)
	}
	g, diags := evaluateDir(t, all, ".")
	if diff := cmp.Diff(want, resourcesOf(g)); diff != "" || len(diags) > 0 {
		t.Errorf("%v (-want +got)\n%.2000s", diags, diff)
	}
	write(t, all, "broken.tf", []byte("resource \"test_x\" \"x\" {\n  a = 1\n  b = {\n  c = [\n}\n"))
	write(t, all, "bad.tf", []byte("resource \"test_x\" \"y\" {\n  a = 1\n  b = * 2\n}\n"))
	g, diags = evaluateDir(t, all, ".")
	if len(g.Resources) < n*perFile || !strings.Contains(fmt.Sprint(diags), "bad.tf:3:7") || !strings.Contains(fmt.Sprint(diags), "broken.tf:") {
		t.Errorf("%d resources, %v", len(g.Resources), diags)
	}
}

// resourcesOf writes the resources of a graph without its edges.
func resourcesOf(g *graph.Graph) string {
	resources := *g
	resources.Edges = nil
	return graphtest.Dump(&resources)
}

// Command bench times whole processes of a hublint binary: a cold start on one
// small template against a bare start, a save in an editor, one file of a large
// repository, and folders of many templates.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	binary := flag.String("binary", "bin/hublint", "the binary to time")
	runs := flag.Int("runs", 20, "cold starts to take the median of")
	sizes := flag.String("sizes", "100,1000", "numbers of templates in a folder, 50 resources each")
	files := flag.Int("files", 20_000, "files in a repository, of which one is looked at")
	write := flag.String("write", "", "only write a folder of 1,000 templates a language, and the repository, here")
	flag.Parse()
	if err := run(*binary, *runs, *files, *sizes, *write); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(binary string, runs, files int, sizes, write string) error {
	if write != "" {
		for _, l := range languages {
			if err := generate(filepath.Join(write, l.name), l, 1000); err != nil {
				return err
			}
		}
		return repository(filepath.Join(write, "repository"), files)
	}
	binary, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "hublint-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := cold(binary, dir, runs); err != nil {
		return err
	}
	if err := inEditor(binary, dir, runs); err != nil {
		return err
	}
	if err := oneOfMany(binary, dir, runs, files); err != nil {
		return err
	}
	return scale(binary, dir, sizes)
}

// cold compares a run on one small template with a bare start.
func cold(binary, dir string, runs int) error {
	for _, l := range languages {
		folder := filepath.Join(dir, "one", l.name)
		if err := write(folder, l.file, l.small); err != nil {
			return err
		}
		var bare, lint []time.Duration
		for range runs + 1 {
			b, err := measure(folder, binary, "--version")
			if err != nil {
				return err
			}
			t, err := measure(folder, binary, ".")
			if err != nil {
				return err
			}
			bare, lint = append(bare, b.wall), append(lint, t.wall)
		}
		// The first pair warms the page cache.
		b, t := median(bare[1:]), median(lint[1:])
		fmt.Printf("%-10s one template %6.1f ms, bare start %5.1f ms, ratio %.1f\n", l.name, ms(t), ms(b), float64(t)/float64(b))
	}
	return nil
}

// scale times folders of many templates.
func scale(binary, dir, sizes string) error {
	for _, l := range languages {
		var first, last usage
		var counts []int
		for size := range strings.SplitSeq(sizes, ",") {
			var n int
			if _, err := fmt.Sscan(size, &n); err != nil {
				return err
			}
			folder := filepath.Join(dir, size, l.name)
			if err := generate(folder, l, n); err != nil {
				return err
			}
			u, err := measure(folder, binary, "--quiet", ".")
			if err != nil {
				return err
			}
			fmt.Printf("%-10s %5d templates, %6d resources: %7.2f s wall, %7.2f s cpu, %4d MiB\n",
				l.name, n, 50*n, u.wall.Seconds(), u.cpu.Seconds(), u.peak>>20)
			if last = u; len(counts) == 0 {
				first = u
			}
			counts = append(counts, n)
		}
		if len(counts) > 1 {
			fmt.Printf("%-10s %d× the templates take %.1f× the time and %.1f× the memory\n", l.name, counts[len(counts)-1]/counts[0],
				last.wall.Seconds()/first.wall.Seconds(), float64(last.peak)/float64(first.peak))
		}
	}
	return nil
}

func median(list []time.Duration) time.Duration {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

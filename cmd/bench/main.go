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

// cold compares a run on one small template with a bare start, and a run by all
// rules with one by twelve.
func cold(binary, dir string, runs int) error {
	for _, l := range small {
		folder := filepath.Join(dir, "one", l.name)
		if err := write(folder, l.file, l.text); err != nil {
			return err
		}
		lint, bare, err := inTurn(folder, binary, runs, []string{"."}, []string{"--version"})
		if err != nil {
			return err
		}
		fmt.Printf("%-10s one template %6.1f ms, bare start %5.1f ms, ratio %.1f\n", l.name, ms(lint), ms(bare), ratio(lint, bare))
	}
	few := []string{"."}
	for _, name := range twelve {
		few = append(few, "--rule", name)
	}
	all, some, err := inTurn(filepath.Join(dir, "one", "bicep"), binary, runs, []string{"."}, few)
	if err != nil {
		return err
	}
	fmt.Printf("%-10s all rules    %6.1f ms, twelve     %5.1f ms, ratio %.1f\n", "bicep", ms(all), ms(some), ratio(all, some))
	return nil
}

// inTurn runs the binary with one and with other arguments, in turn, and returns
// the median time of each.
func inTurn(folder, binary string, runs int, one, other []string) (time.Duration, time.Duration, error) {
	var times [2][]time.Duration
	for range runs + 1 {
		for i, args := range [][]string{one, other} {
			u, err := measure(folder, binary, args...)
			if err != nil {
				return 0, 0, err
			}
			times[i] = append(times[i], u.wall)
		}
	}
	// The first pair warms the page cache.
	return median(times[0][1:]), median(times[1][1:]), nil
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

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

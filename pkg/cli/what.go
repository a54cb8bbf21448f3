package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/source"
)

const (
	unmatchedFlag = "no-error-on-unmatched"
	stdinFlag     = "stdin-filename"
	allFlag       = "all-in-unit"
	newFlag       = "new-from"
)

// whatFlags say which findings of which files are asked for.
func whatFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: allFlag, Usage: "with files as PATH, list all findings of the deployments they belong to, not only those that touch them"},
		&cli.BoolFlag{Name: unmatchedFlag, Usage: "pass over files that are ignored or nothing to lint, as a hook may name them"},
		&cli.StringFlag{Name: stdinFlag, Usage: "lint standard input as the file `NAME`"},
		&cli.StringFlag{Name: newFlag, Usage: "list only findings that came since the common ancestor with `REV`, by git: on changed lines, or not found then"},
	}
}

// inputs returns the paths of a command line, the working directory if it has
// none, and what stands before the files on disk.
func inputs(c *cli.Context, dir string) ([]string, map[string][]byte, error) {
	paths, name := c.Args().Slice(), c.String(stdinFlag)
	switch {
	case name == "" && len(paths) == 0:
		return []string{"."}, nil, nil
	case name == "":
		return paths, nil, nil
	case len(paths) > 0:
		return nil, nil, fmt.Errorf("--%s: expected no PATH, found %q", stdinFlag, paths[0])
	}
	data, err := io.ReadAll(io.LimitReader(c.App.Reader, source.MaxFile+1))
	if err == nil && len(data) > source.MaxFile {
		err = source.ErrTooLarge
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("--%s: cannot read standard input", stdinFlag), err)
	}
	file := name
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	return []string{name}, map[string][]byte{filepath.Clean(file): data}, nil
}

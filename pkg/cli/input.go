package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// inputFlags are the flags of every command that reads units.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "parameters", Usage: "use this parameter `FILE` in place of those found beside the template"},
		configFlag(),
		&cli.StringSliceFlag{Name: "var", Usage: "give a parameter a value, as `NAME=VALUE`"},
	}
}

// input is what a command reads.
type input struct {
	project     *project.Project
	diagnostics []source.Diagnostic
	reader      *source.Reader
	config      *config.Config
	// dir is the working directory.
	dir string
}

// openInput finds the units in the paths of a command line.
func openInput(c *cli.Context) (*input, error) {
	vars, err := variables(c.StringSlice("var"))
	if err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	paths := c.Args().Slice()
	if len(paths) == 0 {
		paths = []string{"."}
	}
	reader, err := source.NewReader(dir, roots(dir, append(paths, c.StringSlice("parameters")...))...)
	if err != nil {
		return nil, err
	}
	openModuleCache(reader)
	conf, wrong, err := openConfig(c, dir, paths)
	if err != nil {
		return nil, err
	}
	o := project.Options{Paths: paths, Parameters: c.StringSlice("parameters"), Variables: vars}
	applyConfig(conf, reader, &o)
	p, diags := project.Find(reader, o)
	return &input{p, append(wrong, diags...), reader, conf, dir}, nil
}

// openModuleCache lets templates use the modules that Bicep has restored to the
// user's home folder. Nothing else there can be read.
func openModuleCache(reader *source.Reader) {
	if home, err := os.UserHomeDir(); err == nil {
		reader.OpenCache(filepath.Join(home, ".bicep"))
	}
}

func (in *input) close() { _ = in.reader.Close() }

func variables(list []string) (map[string]string, error) {
	vars := make(map[string]string, len(list))
	for _, text := range list {
		name, v, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--var: expected NAME=VALUE, found %q", text)
		}
		vars[name] = v
	}
	return vars, nil
}

// roots returns the folders that may be read for the given paths: for each the
// repository it lies in, else the working directory if that holds it, else its
// own folder.
func roots(dir string, paths []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range paths {
		root := rootOf(dir, p)
		if root != "" && !seen[root] {
			seen[root] = true
			out = append(out, root)
		}
	}
	return out
}

func rootOf(dir, p string) string {
	if !filepath.IsAbs(p) {
		p = filepath.Join(dir, p)
	}
	info, err := os.Stat(p)
	if err != nil {
		// Reading it will say so, from the nearest folder there is.
		return nearestFolder(filepath.Dir(p))
	}
	if !info.IsDir() {
		p = filepath.Dir(p)
	}
	if repository, ok := repositoryOf(p); ok {
		return repository
	}
	if rel, err := filepath.Rel(dir, p); err == nil && filepath.IsLocal(rel) {
		return dir
	}
	return p
}

func nearestFolder(p string) string {
	for {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return p
		}
		parent := filepath.Dir(p)
		if parent == p {
			return p
		}
		p = parent
	}
}

// repositoryOf returns the nearest folder upward that holds a repository.
func repositoryOf(p string) (string, bool) {
	for {
		if _, err := os.Stat(filepath.Join(p, ".git")); err == nil {
			return p, true
		}
		parent := filepath.Dir(p)
		if parent == p {
			return "", false
		}
		p = parent
	}
}

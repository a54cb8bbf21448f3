package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/scaffold"
	"github.com/hublint/hublint/pkg/session"
)

func (a *app) initCommand() *cli.Command {
	return &cli.Command{
		Name:      "init",
		Usage:     "write a commented " + config.Name + ", and on request a hook and jobs for pull requests",
		ArgsUsage: "[DIR]",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "pre-commit", Usage: "add the hook to .pre-commit-config.yaml"},
			&cli.BoolFlag{Name: "github", Usage: "write .github/workflows/hublint.yml"},
			&cli.BoolFlag{Name: "gitlab", Usage: "add a job to .gitlab-ci.yml"},
			&cli.BoolFlag{Name: "azure-pipelines", Usage: "write azure-pipelines-hublint.yml"},
			&cli.BoolFlag{Name: "print", Usage: "print what would be written, and write nothing"},
			&cli.BoolFlag{Name: "force", Usage: "write files anew that are there"},
		},
		Action: a.init,
	}
}

func (a *app) init(c *cli.Context) error {
	if c.NArg() > 1 {
		return fmt.Errorf("init: expected one folder at most, found %q", c.Args().Get(1))
	}
	dir := "."
	if c.NArg() == 1 {
		dir = c.Args().First()
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: expected a folder", dir)
	}
	files, err := a.scaffold(c, dir)
	if err != nil {
		return err
	}
	if c.Bool("print") {
		return a.printFiles(files)
	}
	if err := a.writeFiles(files, c.Bool("force")); err != nil {
		return err
	}
	if above := session.ConfigAbove(filepath.Dir(files[0].Path)); above != "" {
		_, _ = fmt.Fprintf(a.streams.Err, "note: %s holds here no longer; the nearest configuration is the only one\n", above)
	}
	return nil
}

// scaffold makes the files for a folder, from what is linted there without a
// configuration.
func (a *app) scaffold(c *cli.Context, dir string) ([]scaffold.File, error) {
	wd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	s, err := session.Open(session.Options{Dir: wd, Paths: []string{dir}})
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Close() }()
	found, _ := project.Find(s.Reader, project.Options{Paths: []string{dir}})
	folder := s.Reader.Abs(dir)
	root := s.Reader.Root(dir)
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		root = folder
	}
	return scaffold.Files(scaffold.Options{
		Dir: folder, Root: root, Project: found, Version: c.App.Version,
		PreCommit: c.Bool("pre-commit"), GitHub: c.Bool("github"), GitLab: c.Bool("gitlab"), AzurePipelines: c.Bool("azure-pipelines"),
	})
}

func (a *app) printFiles(files []scaffold.File) error {
	for _, f := range files {
		if len(files) > 1 {
			if _, err := fmt.Fprintf(a.streams.Out, "# ---- %s\n", display(f.Path)); err != nil {
				return err
			}
		}
		if _, err := a.streams.Out.Write(f.Text); err != nil {
			return err
		}
	}
	return nil
}

// writeFiles writes all files or, if one may not be, none. A configuration that
// is there is left alone if more was asked for.
func (a *app) writeFiles(files []scaffold.File, force bool) error {
	var errs []error
	for i, f := range files {
		if f.Replaces() && !force && (i > 0 || len(files) == 1) {
			errs = append(errs, fmt.Errorf("%s is there; --force writes it anew", display(f.Path)))
		}
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	for _, f := range files {
		done := fmt.Sprintf("wrote %s: %s", display(f.Path), f.About)
		switch {
		case f.Same && f.Merged:
			done = fmt.Sprintf("%s has hublint; nothing to do", display(f.Path))
		case f.Same || f.Replaces() && !force:
			done = fmt.Sprintf("%s is there; left as it is", display(f.Path))
		default:
			if f.Merged {
				done = fmt.Sprintf("added hublint to %s: %s", display(f.Path), f.About)
			}
			if err := f.Write(); err != nil {
				return err
			}
		}
		_, _ = fmt.Fprintln(a.streams.Err, done)
	}
	return nil
}

// display returns a path as seen from the working directory, if it is in there.
func display(p string) string {
	wd, err := os.Getwd()
	if err != nil {
		return p
	}
	if rel, err := filepath.Rel(wd, p); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return p
}

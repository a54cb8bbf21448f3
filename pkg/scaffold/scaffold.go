// Package scaffold makes the files that a repository needs to be linted: a
// configuration that fits what is there, the entry for pre-commit, and jobs for
// pull requests.
package scaffold

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/project"
)

// Latest is the release that files name if this build is none.
const Latest = "v0.1.0"

// Options say what to make.
type Options struct {
	// Dir is the folder that is configured, Root the one that hooks and jobs
	// are for, both absolute.
	Dir, Root string
	// Project has the units of the folder.
	Project *project.Project
	// Version of this build.
	Version string
	// The files beside the configuration.
	PreCommit, GitHub, GitLab, AzurePipelines bool
}

// File is a file to write.
type File struct {
	// Path is absolute.
	Path string
	Text []byte
	// Exists says that there is such a file, Merged that Text is what it has
	// and more, Same that nothing in it would change.
	Exists, Merged, Same bool
	// About says in a few words what is in it.
	About string
}

//go:embed text/pre-commit.yaml
var preCommit string

//go:embed text/github.yml
var gitHub string

//go:embed text/gitlab.yml
var gitLab string

//go:embed text/azure-pipelines.yml
var azurePipelines string

// Files returns the files to write, the configuration first.
func Files(o Options) ([]File, error) {
	text, about, err := configuration(o)
	if err != nil {
		return nil, err
	}
	files := []File{{Path: filepath.Join(o.Dir, config.Name), Text: text, About: about}}
	var errs []error
	for _, f := range []struct {
		wanted            bool
		text, path, about string
		merge             func(existing, addition []byte) ([]byte, error)
	}{
		{o.PreCommit, preCommit, ".pre-commit-config.yaml", "pre-commit install switches the hook on", withHook},
		{o.GitHub, gitHub, ".github/workflows/hublint.yml", "runs on pull requests", nil},
		{o.GitLab, gitLab, ".gitlab-ci.yml", "runs in every pipeline", withJob},
		{o.AzurePipelines, azurePipelines, "azure-pipelines-hublint.yml", "create a pipeline of it in Azure DevOps", nil},
	} {
		if !f.wanted {
			continue
		}
		made, err := planned(filepath.Join(o.Root, filepath.FromSlash(f.path)), pinned(f.text, o.Version), f.merge)
		made.About = f.about
		if err != nil {
			err = fmt.Errorf("%s%w", f.path, err)
		}
		files, errs = append(files, made), append(errs, err)
	}
	for i := range files {
		errs = append(errs, files[i].compare())
	}
	return files, errors.Join(errs...)
}

// planned returns a file with a text, or with what is there and the text.
func planned(path string, text []byte, merge func(existing, addition []byte) ([]byte, error)) (File, error) {
	f := File{Path: path, Text: text}
	existing, err := os.ReadFile(path)
	if merge == nil || errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return f, fmt.Errorf(": cannot read: %w", err)
	}
	f.Merged = true
	f.Text, err = merge(existing, text)
	return f, err
}

// compare looks at what is there.
func (f *File) compare() error {
	existing, err := os.ReadFile(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f.Exists, f.Same = true, bytes.Equal(existing, f.Text)
	return err
}

// Replaces reports whether a file that is there would be lost.
func (f File) Replaces() bool { return f.Exists && !f.Merged && !f.Same }

// Write writes a file. One that is there is only replaced if it was when the
// File was made.
func (f File) Write() error {
	if err := os.MkdirAll(filepath.Dir(f.Path), 0o755); err != nil {
		return err
	}
	how := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if f.Exists {
		how = os.O_WRONLY | os.O_TRUNC
	}
	w, err := os.OpenFile(f.Path, how, 0o644)
	if err != nil {
		return err
	}
	_, err = w.Write(f.Text)
	return errors.Join(err, w.Close())
}

var releaseForm = pattern.Lazy(`^v?\d+\.\d+\.\d+$`)

// pinned returns a text that names the release that this build is.
func pinned(text, version string) []byte {
	if !releaseForm().MatchString(version) {
		version = Latest
	}
	return []byte(strings.ReplaceAll(text, Latest, "v"+strings.TrimPrefix(version, "v")))
}

package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/source"
)

// BaselineFile returns the absolute path of the baseline: that of the file the
// user names, else of the one the configuration names, empty if there is none.
func (s *Session) BaselineFile(named string) string {
	switch {
	case named != "":
		return s.Reader.Abs(named)
	case s.Config.Baseline == "" || s.Config.File == nil:
		return ""
	}
	return filepath.Join(filepath.Dir(s.Config.File.Name), filepath.FromSlash(s.Config.Baseline))
}

// Baseline reads a baseline, from anywhere, and returns the folder it stands in;
// neither if there is no file.
func (s *Session) Baseline(file string) (*baseline.Baseline, string, error) {
	if file == "" {
		return nil, "", nil
	}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", fmt.Errorf("%s: no such baseline; hublint baseline writes one", s.Reader.Display(file))
	case err != nil:
		return nil, "", err
	}
	b, err := baseline.Read(source.NewFile(s.Reader.Display(file), data))
	return b, filepath.Dir(file), err
}

package session

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// FixtureFolder holds, in a folder of rules, the templates they are tested on.
const FixtureFolder = "fixtures"

// addRules adds the rules of the configuration's folders to the catalogue.
func (s *Setup) addRules(reader *source.Reader, library *engine.Library) ([]source.Diagnostic, error) {
	if len(s.Config.Custom) == 0 {
		return nil, nil
	}
	var folders []config.Path
	for _, f := range s.Config.Custom {
		f.Text = reader.Display(s.Config.Abs(f.Text))
		folders = append(folders, f)
	}
	return s.addFolders(reader, library, folders)
}

// RulesIn reads rules to look at for themselves: those of the folders given, or
// else those of the configuration's.
func RulesIn(o Options, folders []string) (Setup, error) {
	if len(folders) == 0 {
		return Configure(o)
	}
	reader, err := source.NewReader(o.Dir, roots(o.Dir, folders)...)
	if err != nil {
		return Setup{}, err
	}
	defer func() { _ = reader.Close() }()
	s := Setup{Config: config.Default(), Catalogue: o.Catalogue}
	var named []config.Path
	for _, f := range folders {
		p := reader.Display(reader.Abs(f))
		named = append(named, config.Path{Text: p, At: source.NewFile(p, nil).Range(0, 0)})
	}
	s.Diagnostics, err = s.addFolders(reader, o.Library, named)
	return s, err
}

// addFolders adds the rules of folders, given by display paths, to the
// catalogue. What is wrong with a rule costs that rule.
func (s *Setup) addFolders(reader *source.Reader, library *engine.Library, folders []config.Path) ([]source.Diagnostic, error) {
	r := &rulesReader{reader: reader, files: map[string]*source.File{}}
	for _, f := range folders {
		s.Folders = append(s.Folders, f.Text)
		r.folder(f)
	}
	all, wrong := s.Catalogue.With(r.texts)
	for _, err := range []error{wrong, library.Check(all)} {
		for _, p := range rule.FileErrors(err) {
			f := r.files[p.File]
			if f == nil {
				return nil, p
			}
			r.diags = append(r.diags, source.Errorf(placeOf(f, p), "rule", "%s", p.Message))
		}
	}
	s.Catalogue = all
	return r.diags, nil
}

// rulesReader reads the files of rules.
type rulesReader struct {
	reader *source.Reader
	texts  []rule.Text
	files  map[string]*source.File
	diags  []source.Diagnostic
}

func (r *rulesReader) errorf(at source.Range, format string, args ...any) {
	r.diags = append(r.diags, source.Errorf(at, "rule", format, args...))
}

// folder reads the rules of a folder, which are in folders named after their
// pillars.
func (r *rulesReader) folder(f config.Path) {
	entries, err := r.reader.ReadDir(f.Text)
	if err != nil {
		r.errorf(f.At, "cannot read the folder of rules %s: %s", f.Text, reasonOf(err))
		return
	}
	for _, e := range entries {
		p := path.Join(f.Text, e.Name())
		info, err := r.reader.Stat(p)
		switch {
		case err != nil:
			r.errorf(source.NewFile(p, nil).Range(0, 0), "cannot read: %s", reasonOf(err))
		case isRego(e.Name()):
			r.errorf(source.NewFile(p, nil).Range(0, 0), "expected the rule in a folder that is named after its pillar, as %s", path.Join(f.Text, "security", e.Name()))
		case info.IsDir() && e.Name() != FixtureFolder:
			r.pillar(p)
		}
	}
}

func (r *rulesReader) pillar(folder string) {
	entries, err := r.reader.ReadDir(folder)
	if err != nil {
		r.errorf(source.NewFile(folder, nil).Range(0, 0), "cannot read: %s", reasonOf(err))
		return
	}
	for _, e := range entries {
		if !isRego(e.Name()) || e.IsDir() {
			continue
		}
		p := path.Join(folder, e.Name())
		file, err := r.reader.ReadFile(p)
		switch {
		case err != nil:
			r.errorf(source.NewFile(p, nil).Range(0, 0), "cannot read: %s", reasonOf(err))
		case !utf8.Valid(file.Data):
			r.errorf(file.Range(0, 0), "expected UTF-8")
		default:
			r.texts = append(r.texts, rule.Text{File: file.Path, Data: file.Data})
			r.files[file.Path] = file
		}
	}
}

func isRego(name string) bool {
	return strings.HasSuffix(name, ".rego") && !strings.HasSuffix(name, "_test.rego")
}

func reasonOf(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "no such file or folder"
	}
	return err.Error()
}

// placeOf returns the place of a problem: from its column to the end of the
// line.
func placeOf(f *source.File, p *rule.FileError) source.Range {
	start, end := f.LineSpan(p.Line)
	text := strings.TrimRight(string(f.Data[start:end]), " \t\r\n")
	end = start + len(text)
	if p.Column > 0 {
		before := []rune(text)
		start += len(string(before[:min(p.Column-1, len(before))]))
		return f.Range(start, end)
	}
	// The marks of a comment are not what is wrong.
	return f.Range(end-len(strings.TrimLeft(text, "# \t")), end)
}

// isFixture reports whether a file, by its path from the configuration, is one
// that a rule is tested on.
func isFixture(conf *config.Config, file string) bool {
	for _, f := range conf.Custom {
		folder := path.Join(path.Clean(filepath.ToSlash(f.Text)), FixtureFolder)
		if file == folder || strings.HasPrefix(file, folder+"/") {
			return true
		}
	}
	return false
}

package session

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Setup is what holds for a run before any of its input is read.
type Setup struct {
	Config *config.Config
	// Catalogue has the rules that come with the linter and those of the user;
	// nil if the options have none.
	Catalogue *rule.Catalogue
	// Folders are the display paths of the folders of the user's rules.
	Folders []string
	// Diagnostics say what is wrong with the configuration and with the user's
	// rules.
	Diagnostics []source.Diagnostic
}

// Configure reads the configuration that is named, or else the nearest one
// upward from the first path, and the rules that it names the folders of.
func Configure(o Options) (Setup, error) {
	file := o.Config
	if file == "" {
		file = config.Find(folderOf(o.Dir, o.Paths[0]), exists)
	}
	if file == "" {
		return Setup{Config: config.Default(), Catalogue: o.Catalogue}, nil
	}
	reader, err := source.NewReader(o.Dir, roots(o.Dir, []string{file})...)
	if err != nil {
		return Setup{}, err
	}
	defer func() { _ = reader.Close() }()
	reader.Overlay = o.Overlay
	conf, diags := config.Load(reader, reader.Display(reader.Abs(file)))
	s := Setup{Config: conf, Catalogue: o.Catalogue, Diagnostics: diags}
	if o.Catalogue != nil {
		more, err := s.addRules(reader, o.Library)
		if err != nil {
			return Setup{}, err
		}
		s.Diagnostics = append(append(s.Diagnostics, more...), checkNames(conf, s.Catalogue)...)
	}
	return s, nil
}

// ConfigAbove returns the configuration that would hold in a folder if it had
// none, empty if there is none.
func ConfigAbove(dir string) string {
	if exists(filepath.Join(dir, ".git")) {
		return ""
	}
	return config.Find(filepath.Dir(dir), exists)
}

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}

// folderOf returns the absolute path of a folder, or of the folder of a file.
func folderOf(dir, p string) string {
	if !filepath.IsAbs(p) {
		p = filepath.Join(dir, p)
	}
	if info, err := os.Stat(p); err == nil && !info.IsDir() {
		return filepath.Dir(p)
	}
	return p
}

// checkNames reports rules and rows of the guide that the configuration names
// and that there are not.
func checkNames(conf *config.Config, catalogue *rule.Catalogue) []source.Diagnostic {
	settings := conf.Rules
	for _, p := range conf.Paths {
		settings = append(settings[:len(settings):len(settings)], p.Rules...)
	}
	var diags []source.Diagnostic
	for _, s := range settings {
		if _, err := catalogue.ByName(s.Rule); err != nil {
			diags = append(diags, source.Errorf(s.At, "config", "%v", err))
		}
	}
	return append(diags, checkRows(conf)...)
}

// checkRows reports answers to rows that the guide does not have.
func checkRows(conf *config.Config) []source.Diagnostic {
	if len(conf.Answers) == 0 {
		return nil
	}
	g, err := guide.Read()
	if err != nil {
		return []source.Diagnostic{source.Errorf(conf.File.Range(0, 0), "config", "%v", err)}
	}
	var diags []source.Diagnostic
	for _, id := range slices.Sorted(maps.Keys(conf.Answers)) {
		if !slices.ContainsFunc(g.Rows, func(r guide.Row) bool { return r.ID == id }) {
			diags = append(diags, source.Errorf(conf.Answers[id].At, "config", "the guide has no row %s; hublint review lists them", id))
		}
	}
	return diags
}

// ignoring adds to the options of a project what the configuration leaves out.
func ignoring(conf *config.Config, reader *source.Reader, o *project.Options) {
	if conf.File == nil {
		return
	}
	home := filepath.Dir(conf.File.Name)
	o.Ignore = func(p string) bool {
		rel, err := filepath.Rel(home, reader.Abs(p))
		return err == nil && (conf.Ignores(filepath.ToSlash(rel)) || isFixture(conf, filepath.ToSlash(rel)))
	}
}

// Workload returns the workload that a configuration declares, as policies see
// it; the zero Value for none.
func Workload(conf *config.Config) (value.Value, error) {
	if conf.Workload == nil {
		return value.Value{}, nil
	}
	return capacity.Object(conf.Workload, capacity.Options{Development: conf.Environment == config.Development, Prices: conf.Prices})
}

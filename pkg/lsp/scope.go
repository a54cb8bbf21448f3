package lsp

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

// home says what a file is linted as part of: a folder, and the configuration
// that holds there.
type home struct{ folder, config string }

// homeOf returns the home of a file: the innermost of the workspace's folders
// around it, or the folder of the nearest configuration if that lies deeper; the
// file's own folder if it is in no workspace.
func homeOf(path string, folders []string, named string) home {
	h := home{folder: filepath.Dir(path)}
	best := ""
	for _, f := range folders {
		if within(f, path) && len(f) > len(best) {
			best = f
		}
	}
	if best != "" {
		h.folder = best
	}
	if named != "" {
		h.config = named
		if !filepath.IsAbs(named) {
			h.config = filepath.Join(h.folder, named)
		}
		return h
	}
	h.config = config.Find(filepath.Dir(path), exists)
	if dir := filepath.Dir(h.config); h.config != "" && within(h.folder, dir) {
		h.folder = dir
	}
	return h
}

func within(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}

// scope is a home that is kept open: its engine stays warm, and units are
// judged again only when a file of theirs changes.
type scope struct {
	session *session.Session
	lint    lint.Options
	// project has the units of the open files, found when they were as in
	// found; around says what the others declare.
	project *project.Project
	found   snapshot
	around  *lint.Around
	// settings are the files that all of it depends on, by absolute path.
	settings []string
	// wrong is what is wrong with configuration and folders.
	wrong []source.Diagnostic
	kept  map[string]*kept
}

// kept is a unit as it was last judged.
type kept struct {
	unit   project.Unit
	judged *lint.Judged
	// files are the absolute paths of the files it was read from, and which
	// buffer each was, nil for one on disk.
	files map[string]*document
}

// met reports whether the unit was read from a file, stale whether that file is
// another by now. Saving a buffer that was looked at changes nothing.
func (k *kept) met(path string, buffers snapshot) (met, stale bool) {
	d, met := k.files[path]
	return met, met && (d == nil || d != buffers[path])
}

func openScope(h home, set settings, catalogue *rule.Catalogue, library *engine.Library, overlay map[string][]byte) (*scope, error) {
	s, err := session.Open(session.Options{Dir: h.folder, Paths: []string{"."}, Config: h.config, Catalogue: catalogue, Library: library, Overlay: overlay})
	if err != nil {
		return nil, err
	}
	workload, err := session.Workload(s.Config)
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	file := s.BaselineFile("")
	accepted, base, err := s.Baseline(file)
	if err != nil {
		s.Diagnostics = append(s.Diagnostics, source.Errorf(s.Config.File.Range(0, 0), "config", "%v", err))
	}
	least := leastOf(set, s.Config)
	return &scope{session: s, kept: map[string]*kept{}, around: &lint.Around{}, settings: []string{h.config, file}, lint: lint.Options{
		Engine: engine.New(engine.Options{
			Library: library, Policies: policies.FS, Catalogue: s.Catalogue, Workload: workload,
			Wanted: func(r *rule.Rule) bool { return lint.Runs(s.Config, r) },
		}),
		Memo:   &lint.Memo{},
		Config: s.Config, Baseline: accepted, Home: base, MinSeverity: least,
		AllInUnit: true, Fixes: true, Findings: lint.Needed(s.Config, s.Catalogue, least),
	}}, nil
}

// leastOf returns the least severity to show.
func leastOf(set settings, conf *config.Config) rule.Severity {
	switch {
	case set.MinSeverity != "":
		return set.MinSeverity
	case conf.MinSeverity != "":
		return conf.MinSeverity
	}
	return rule.Warning
}

// outcome is what a run gave, which does not change any more.
type outcome struct {
	project *project.Project
	reader  *source.Reader
	buffers snapshot
	units   []*kept
	report  *lint.Report
	// said is what the findings of the report come to, each once.
	said []report.Headline
	// alone is what is wrong with the open files that no unit was read from.
	alone []source.Diagnostic
}

// lookAlone looks at those of the open files that no unit was read from and that
// are something to lint.
func (o *outcome) lookAlone(files []string, recognised map[string]bool) {
	for _, path := range files {
		read := slices.ContainsFunc(o.units, func(k *kept) bool { _, ok := k.files[path]; return ok })
		if recognised[path] && !read {
			o.alone = append(o.alone, o.project.Alone(o.reader.Display(path))...)
		}
	}
}

// update judges what the work touches of the units that files belong to, and
// returns what is found now; ok is false if the context ended before that.
func (s *scope) update(ctx context.Context, w work, files []string, buffers snapshot) (*outcome, bool) {
	now := s.session.Over(buffers.overlay())
	w.find = w.find || s.project == nil || s.moved(w, buffers)
	if w.find {
		s.around = &lint.Around{}
		found, diags := now.For(files).Find()
		s.project, s.found, s.wrong = found, buffers, append(slices.Clone(s.session.Diagnostics), real(diags)...)
	}
	p := s.project.Over(now.Reader)
	s.lint.Now = time.Now()
	s.forget(w, buffers)
	if !s.judge(ctx, p, now.Reader, buffers) {
		return nil, false
	}
	o := &outcome{project: p, reader: now.Reader, buffers: buffers}
	var judged []*lint.Judged
	for _, u := range p.Units {
		k := s.kept[keyOf(u)]
		o.units, judged = append(o.units, k), append(judged, k.judged)
	}
	o.report = lint.Assemble(p, judged, s.around, s.lint)
	o.said = report.Headlines(report.Open(o.report.Findings))
	o.report.Diagnostics = append(o.report.Diagnostics, s.wrong...)
	return o, true
}

// moved reports whether a buffer that changed may be part of other units than it
// was when units were looked for.
func (s *scope) moved(w work, buffers snapshot) bool {
	for path := range w.changed {
		before, now := s.found[path], buffers[path]
		if before != now && (before == nil || now == nil || !project.Alike(path, before.file.Data, now.file.Data)) {
			return true
		}
	}
	return false
}

// real returns what is wrong but for files that came and went.
func real(diags []source.Diagnostic) []source.Diagnostic {
	return slices.DeleteFunc(diags, func(d source.Diagnostic) bool { return d.Code == "read" })
}

// forget drops what no longer holds. A file that came, went or changed on disk without
// being part of a unit may be one that a unit asked for in vain, so that nothing
// is kept.
func (s *scope) forget(w work, buffers snapshot) {
	for path := range w.changed {
		met := false
		for key, k := range s.kept {
			read, stale := k.met(path, buffers)
			met = met || read
			if stale {
				delete(s.kept, key)
			}
		}
		if w.disk && !met && within(s.session.Reader.Abs("."), path) {
			clear(s.kept)
		}
	}
	if w.find {
		left, roots := map[string]bool{}, map[string]bool{}
		for _, u := range s.project.Units {
			left[keyOf(u)], roots[u.Root] = true, true
		}
		for key, k := range s.kept {
			if left[key] {
				continue
			}
			delete(s.kept, key)
			if !roots[k.unit.Root] {
				s.lint.Memo.Forget(k.unit.Root)
			}
		}
	}
}

// judge judges the units that are not kept, a few at a time so that new work
// need not wait for all.
func (s *scope) judge(ctx context.Context, p *project.Project, reader *source.Reader, buffers snapshot) bool {
	var missing []project.Unit
	for _, u := range p.Units {
		if s.kept[keyOf(u)] == nil {
			missing = append(missing, u)
		}
	}
	for batch := range slices.Chunk(missing, runtime.GOMAXPROCS(0)*4) {
		judged := lint.Judge(ctx, p, batch, s.lint)
		if ctx.Err() != nil {
			return false
		}
		for i, j := range judged {
			k := &kept{batch[i], j, map[string]*document{}}
			for _, f := range j.Files() {
				k.files[reader.Abs(f)] = buffers[reader.Abs(f)]
			}
			s.kept[keyOf(batch[i])] = k
		}
	}
	return ctx.Err() == nil
}

func keyOf(u project.Unit) string { return fmt.Sprintf("%s %q", u.Root, u.Sets) }

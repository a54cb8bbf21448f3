package lsp

import (
	"context"
	"maps"
	"runtime/debug"
	"slices"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/policies"
)

// linter does the work that waits, one run at a time.
type linter struct {
	server  *server
	library *engine.Library
	scopes  map[home]*scope
	// sent is what the client was last told, by path.
	sent map[string]sent
	// recognised are the open files that were something to lint when they could
	// last be read.
	recognised map[string]bool
}

func newLinter(s *server) *linter {
	return &linter{server: s, library: engine.ReadLibrary(policies.FS), scopes: map[home]*scope{}, sent: map[string]sent{}, recognised: map[string]bool{}}
}

// work runs until the context ends.
func (l *linter) work(ctx context.Context) {
	defer l.reset()
	q := l.server.queue
	for {
		select {
		case <-ctx.Done():
			return
		case <-q.due:
			w, ctx := q.take(ctx)
			q.done(w, l.guarded(ctx, w))
		}
	}
}

// guarded is run; a mistake in it ends the run, not the server.
func (l *linter) guarded(ctx context.Context, w work) (finished bool) {
	defer func() {
		if p := recover(); p != nil {
			l.server.log.Printf("cannot lint: %v\n%s", p, debug.Stack())
			l.reset()
			finished = true
		}
	}()
	return l.run(ctx, w)
}

// run looks at what the work asks for and tells the client. It returns false if
// it was stopped.
func (l *linter) run(ctx context.Context, w work) bool {
	if w.reset {
		l.reset()
	}
	l.drop(w)
	s := l.server
	s.mu.Lock()
	set, folders := s.settings, slices.Clone(s.folders)
	watches := s.client.Workspace.WatchedFiles.Dynamic
	buffers := maps.Clone(s.open)
	s.mu.Unlock()
	// A buffer whose file is gone is not part of anything until it is saved.
	maps.DeleteFunc(buffers, func(path string, _ *document) bool { return !exists(path) })
	l.recognise(buffers)
	var outcomes []*outcome
	for _, h := range homes(buffers, folders, set.Config) {
		sc, err := l.scope(h.home, set, buffers)
		if err != nil {
			s.log.Printf("%s: %v", h.folder, err)
			continue
		}
		o, ok := sc.update(ctx, w, h.files, buffers)
		if !ok {
			return false
		}
		o.lookAlone(h.files, l.recognised)
		outcomes = append(outcomes, o)
	}
	s.mu.Lock()
	s.outcomes = outcomes
	s.mu.Unlock()
	l.publish(s.ctx, outcomes)
	if w.saved && !watches {
		// Nobody tells of other files that came or went meanwhile.
		s.queue.add(work{find: true}, 0)
	}
	return true
}

// recognise keeps which of the open files are something to lint.
func (l *linter) recognise(buffers snapshot) {
	now := map[string]bool{}
	for path, d := range buffers {
		now[path] = project.Recognises(path, d.file.Data, l.recognised[path])
	}
	l.recognised = now
}

// inhabited is a home with the files in it that are open.
type inhabited struct {
	home
	files []string
}

// homes returns the homes of the open files, in a fixed order.
func homes(buffers snapshot, folders []string, named string) []inhabited {
	var out []inhabited
	for _, path := range slices.Sorted(maps.Keys(buffers)) {
		h := homeOf(path, folders, named)
		i := slices.IndexFunc(out, func(o inhabited) bool { return o.home == h })
		if i < 0 {
			i, out = len(out), append(out, inhabited{home: h})
		}
		out[i].files = append(out[i].files, path)
	}
	return out
}

func (l *linter) scope(h home, set settings, buffers snapshot) (*scope, error) {
	if sc := l.scopes[h]; sc != nil {
		return sc, nil
	}
	sc, err := openScope(h, set, l.server.catalogue, l.library, buffers.overlay())
	if err == nil {
		l.scopes[h] = sc
	}
	return sc, err
}

// drop closes the scopes whose settings changed.
func (l *linter) drop(w work) {
	for h, sc := range l.scopes {
		if slices.ContainsFunc(sc.settings, func(p string) bool { return w.changed[p] }) {
			_ = sc.session.Close()
			delete(l.scopes, h)
		}
	}
}

// reset closes everything.
func (l *linter) reset() {
	for _, sc := range l.scopes {
		_ = sc.session.Close()
	}
	clear(l.scopes)
}

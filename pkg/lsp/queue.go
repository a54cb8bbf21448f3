package lsp

import (
	"context"
	"maps"
	"sync"
	"time"
)

// work is what has to be looked at again.
type work struct {
	// changed are the files whose content is another one.
	changed map[string]bool
	// find is set if there may be other units than before.
	find bool
	// disk is set if the changes are on the disk, where files may have come or
	// gone.
	disk bool
	// saved is set if a buffer was written to the disk.
	saved bool
	// reset is set if nothing that was found holds any more.
	reset bool
}

// and returns both works as one.
func (w work) and(o work) work {
	changed := maps.Clone(w.changed)
	if changed == nil {
		changed = map[string]bool{}
	}
	maps.Copy(changed, o.changed)
	return work{changed, w.find || o.find, w.disk || o.disk, w.saved || o.saved, w.reset || o.reset}
}

// queue gathers work until its time has come. New work but a save stops the run that
// is under way, whose work is then done together with the new.
type queue struct {
	// due has a value when there is work to do.
	due chan struct{}

	mu      sync.Mutex
	pending work
	timer   *time.Timer
	cancel  context.CancelFunc
	stopped bool
}

func newQueue() *queue {
	return &queue{due: make(chan struct{}, 1), cancel: func() {}}
}

// add adds work that is due after a while, and puts off what waits already.
func (q *queue) add(w work, after time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.stopped {
		return
	}
	q.pending = q.pending.and(w)
	if !w.saved {
		// What was saved is what the run under way looks at.
		q.cancel()
	}
	if q.timer != nil {
		q.timer.Stop()
	}
	q.timer = time.AfterFunc(after, func() {
		select {
		case q.due <- struct{}{}:
		default:
		}
	})
}

// take returns the work that waits, and a context that ends when more comes.
func (q *queue) take(ctx context.Context) (work, context.Context) {
	q.mu.Lock()
	defer q.mu.Unlock()
	w := q.pending
	q.pending = work{}
	ctx, q.cancel = context.WithCancel(ctx)
	if q.stopped {
		q.cancel()
	}
	return w, ctx
}

// done ends a run. One that was stopped leaves its work to the next.
func (q *queue) done(w work, finished bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cancel()
	if !finished {
		q.pending = q.pending.and(w)
	}
}

// stop ends the run under way; no other begins.
func (q *queue) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
	q.cancel()
	if q.timer != nil {
		q.timer.Stop()
	}
}

package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"
)

const (
	// patience is how long a run takes before it shows what it is at.
	patience = time.Second
	redraw   = 100 * time.Millisecond
	// wipeLine takes away what stands on the terminal's line.
	wipeLine = "\r\x1b[K"
)

// progress shows on one line of a terminal what a long run is at. It draws at
// its own pace, so that the run never waits for a terminal.
type progress struct {
	line          atomic.Pointer[string]
	stop, stopped chan struct{}
	once          sync.Once
}

// showProgress begins to show the progress of a command to a person: on a
// terminal, and neither in CI nor with --quiet.
func (a *app) showProgress(c *cli.Context) *progress {
	f, ok := a.streams.Err.(*os.File)
	if !ok || c.Bool("quiet") || os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 1 {
		width = 80
	}
	p := newProgress(f, width, time.Now(), time.NewTicker(redraw).C)
	p.say("looking for deployments")
	return p
}

func newProgress(w io.Writer, width int, start time.Time, ticks <-chan time.Time) *progress {
	p := &progress{stop: make(chan struct{}), stopped: make(chan struct{})}
	go func() {
		defer close(p.stopped)
		drawn := ""
		for {
			select {
			case now := <-ticks:
				if line := p.line.Load(); line != nil && *line != drawn && now.Sub(start) >= patience {
					drawn = *line
					_, _ = io.WriteString(w, wipeLine+fit(drawn, width-1))
				}
			case <-p.stop:
				if drawn != "" {
					_, _ = io.WriteString(w, wipeLine)
				}
				return
			}
		}
	}()
	return p
}

// begun says which unit a run is at.
func (p *progress) begun(n, of int, root string) { p.say(fmt.Sprintf("%d/%d %s", n, of, root)) }

func (p *progress) say(line string) { p.line.Store(&line) }

// wipe ends the display, and leaves nothing of it.
func (p *progress) wipe() {
	p.once.Do(func() {
		if p.stop != nil {
			close(p.stop)
			<-p.stopped
		}
	})
}

// fit cuts a line to a width, and takes out of it what a terminal would obey.
func fit(line string, width int) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '?'
		}
		return r
	}, line))
	if len(runes) > width {
		runes = append(runes[:max(width-1, 0)], '…')
	}
	return string(runes)
}

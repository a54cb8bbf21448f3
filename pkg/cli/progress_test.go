package cli

import (
	"bytes"
	"testing"
	"time"
)

// A run shows what it is at once it takes long, one line at a time and no wider
// than the terminal, and wipes it.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	start := time.Now()
	ticks := make(chan time.Time)
	p := newProgress(&out, 20, start, ticks)
	ticks <- start.Add(5 * time.Second) // nothing begun yet
	p.begun(1, 340, "a.bicep")
	ticks <- start.Add(900 * time.Millisecond)
	p.begun(12, 340, "infra/main.bicep")
	ticks <- start.Add(time.Second)
	ticks <- start.Add(1100 * time.Millisecond) // nothing new
	p.begun(13, 340, "b\x1b[2J.bicep")
	ticks <- start.Add(1200 * time.Millisecond)
	p.wipe()
	want := "\r\x1b[K12/340 infra/main.…\r\x1b[K13/340 b?[2J.bicep\r\x1b[K"
	if got := out.String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A run that is done within a second shows nothing.
func TestProgressOfAShortRun(t *testing.T) {
	var out bytes.Buffer
	start := time.Now()
	ticks := make(chan time.Time)
	p := newProgress(&out, 80, start, ticks)
	p.begun(1, 2, "a.bicep")
	ticks <- start.Add(100 * time.Millisecond)
	p.wipe()
	if out.Len() > 0 {
		t.Errorf("%q", out.String())
	}
}

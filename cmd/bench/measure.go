package main

import (
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// usage is what a process took.
type usage struct {
	wall time.Duration
	cpu  time.Duration
	peak int64 // bytes
}

// measure runs a command in a folder. That it finds something is no error.
func measure(dir, name string, args ...string) (usage, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return usage{}, fmt.Errorf("%s %v: %w", name, args, err)
	}
	s := cmd.ProcessState
	return usage{wall, s.UserTime() + s.SystemTime(), peakOf(s)}, nil
}

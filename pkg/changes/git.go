package changes

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// repository is one that git is asked about.
type repository struct {
	ctx context.Context
	dir string
}

func (r repository) command(args ...string) *exec.Cmd {
	return exec.CommandContext(r.ctx, "git", append([]string{"-c", "core.fsmonitor=false", "-C", r.dir}, args...)...)
}

func (r repository) run(args ...string) ([]byte, error) {
	out, err := r.command(args...).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return out, err
}

// mostHeld bounds what is read of git's objects, in bytes.
const mostHeld = 16 * source.MaxFile

// contents calls yield with each of some objects. Those that are larger than
// any file that is linted are passed over.
func (r repository) contents(objects []string, yield func(i int, data []byte)) (err error) {
	if len(objects) == 0 {
		return nil
	}
	cmd := r.command("cat-file", "--batch")
	cmd.Stdin = strings.NewReader(strings.Join(objects, "\n") + "\n")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() {
		// What is left unread would keep git waiting.
		_ = pipe.Close()
		if failed := cmd.Wait(); err == nil {
			err = failed
		}
	}()
	out := bufio.NewReader(pipe)
	left := mostHeld
	for i, object := range objects {
		size, err := sizeOf(out)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", object, err)
		case size > source.MaxFile:
			_, err = io.CopyN(io.Discard, out, int64(size)+1)
		case size > left:
			return fmt.Errorf("expected at most %d MiB of files that differ", mostHeld>>20)
		default:
			left -= size
			// A line end follows each.
			data := make([]byte, size+1)
			if _, err = io.ReadFull(out, data); err == nil {
				yield(i, data[:size:size])
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sizeOf reads "a1b2c3 blob 123".
func sizeOf(out *bufio.Reader) (int, error) {
	line, err := out.ReadString('\n')
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(line)
	if len(fields) != 3 || fields[1] != "blob" {
		return 0, fmt.Errorf("git says %q", strings.TrimSpace(line))
	}
	return strconv.Atoi(fields[2])
}

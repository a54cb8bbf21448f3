package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 16 << 20

// ErrOutside is returned for a path that leads out of the folders a Reader
// was given.
var ErrOutside = errors.New("outside the folders being linted")

// ErrTooLarge is returned for a file larger than MaxFile.
var ErrTooLarge = fmt.Errorf("larger than %d MiB", MaxFile>>20)

// Reader reads files below the folders it was given and nothing else: neither
// "../" nor a symbolic link leads out. It is safe for concurrent use.
//
// Paths are display paths: with forward slashes, relative to the working
// directory, or absolute.
type Reader struct {
	dir   string
	roots []*os.Root
	cache string
	// Overlay holds contents that stand before those on disk, by absolute
	// path, such as the open buffers of an editor.
	Overlay map[string][]byte
	// Absent are files that are taken for not there, by absolute path.
	Absent map[string]bool
}

// NewReader returns a reader confined to the given folders. dir is the
// absolute path that display paths are relative to.
func NewReader(dir string, folders ...string) (*Reader, error) {
	r := &Reader{dir: dir}
	for _, folder := range folders {
		root, err := os.OpenRoot(r.Abs(folder))
		if err != nil {
			return nil, err
		}
		r.roots = append(r.roots, root)
	}
	return r, nil
}

// OpenCache lets the reader also read a folder outside of those being linted,
// given by its absolute path, if there is such a folder. Its files are external.
func (r *Reader) OpenCache(folder string) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return
	}
	r.roots = append(r.roots, root)
	r.cache = root.Name()
}

// Cache returns the absolute path of the folder OpenCache opened; empty if
// there is none.
func (r *Reader) Cache() string { return r.cache }

// Over returns a reader of the same folders with another overlay, which must not
// change any more. Closing one of the two closes both.
func (r *Reader) Over(overlay map[string][]byte) *Reader {
	other := *r
	other.Overlay = overlay
	return &other
}

// Without returns a reader of the same folders in which some files are not there.
// Closing one of the two closes both.
func (r *Reader) Without(absent map[string]bool) *Reader {
	other := *r
	other.Absent = absent
	return &other
}

// Close releases the folders.
func (r *Reader) Close() error {
	var errs []error
	for _, root := range r.roots {
		errs = append(errs, root.Close())
	}
	return errors.Join(errs...)
}

// Abs returns the absolute path a display path stands for.
func (r *Reader) Abs(path string) string {
	if path = filepath.FromSlash(path); filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(r.dir, path)
}

// Display returns the display path of an absolute path.
func (r *Reader) Display(abs string) string {
	if rel, err := filepath.Rel(r.dir, abs); err == nil {
		abs = rel
	}
	return filepath.ToSlash(abs)
}

// ReadFile reads a file. The errors it returns are fs.ErrNotExist, ErrOutside
// and ErrTooLarge, or come from the operating system; they do not repeat the
// path.
func (r *Reader) ReadFile(path string) (*File, error) {
	abs := r.Abs(path)
	data, ok := r.Overlay[abs]
	switch {
	case r.Absent[abs]:
		return nil, fs.ErrNotExist
	case len(data) > MaxFile:
		return nil, ErrTooLarge
	case !ok:
		var err error
		if data, err = r.read(abs); err != nil {
			return nil, bare(err)
		}
	}
	f := NewFile(r.Display(abs), data)
	f.Name = abs
	f.External = r.cache != "" && within(r.cache, abs)
	return f, nil
}

func (r *Reader) read(abs string) ([]byte, error) {
	root, rel, err := r.locate(abs)
	if err != nil {
		return nil, err
	}
	info, err := root.Stat(rel)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > MaxFile:
		return nil, ErrTooLarge
	}
	return root.ReadFile(rel)
}

// ReadDir returns the entries of a folder, sorted by name.
func (r *Reader) ReadDir(path string) ([]fs.DirEntry, error) {
	root, rel, err := r.locate(r.Abs(path))
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(root.FS(), filepath.ToSlash(rel))
	return r.withOverlay(r.Abs(path), entries, err)
}

// Stat describes a file or folder.
func (r *Reader) Stat(path string) (fs.FileInfo, error) {
	abs := r.Abs(path)
	root, rel, err := r.locate(abs)
	if err != nil {
		return nil, err
	}
	if r.Absent[abs] {
		return nil, fs.ErrNotExist
	}
	if data, ok := r.Overlay[abs]; ok {
		return overlaid{name: filepath.Base(abs), size: int64(len(data))}, nil
	}
	info, err := root.Stat(rel)
	if errors.Is(err, fs.ErrNotExist) && len(r.overlaidIn(abs)) > 0 {
		return overlaid{name: filepath.Base(abs), folder: true}, nil
	}
	return info, bare(err)
}

// Root returns the absolute path of the innermost of the reader's folders that
// holds a path; empty if none does.
func (r *Reader) Root(path string) string {
	root, _, err := r.locate(r.Abs(path))
	if err != nil {
		return ""
	}
	return root.Name()
}

// locate returns the innermost root that holds a path, and the path in it.
func (r *Reader) locate(abs string) (*os.Root, string, error) {
	var found *os.Root
	for _, root := range r.roots {
		if within(root.Name(), abs) && (found == nil || len(root.Name()) > len(found.Name())) {
			found = root
		}
	}
	if found == nil {
		return nil, "", ErrOutside
	}
	rel, err := filepath.Rel(found.Name(), abs)
	return found, rel, err
}

func within(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// bare takes the path off an error, since the caller names the place. A path
// that a link leads out of its root is ErrOutside.
func bare(err error) error {
	var p *fs.PathError
	if !errors.As(err, &p) {
		return err
	}
	if strings.Contains(p.Err.Error(), "escapes") {
		return ErrOutside
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	return p.Err
}

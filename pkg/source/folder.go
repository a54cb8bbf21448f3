package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is a folder below those of a Reader, to look through many files: a path
// is not taken apart for each to see where it leads. So it is for folders that
// were found by their entries, which no link leads to, and for regular files.
type Folder struct {
	reader *Reader
	abs    string
}

// Folder returns the folder with a display path.
func (r *Reader) Folder(path string) Folder { return Folder{r, r.Abs(path)} }

// Entries returns what is in the folder, sorted by name.
func (f Folder) Entries() ([]fs.DirEntry, error) {
	if _, _, err := f.reader.locate(f.abs); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(f.abs)
	return f.reader.withOverlay(f.abs, entries, err)
}

// Read returns the content of a file among the entries, with the errors of
// Reader.ReadFile. The content may be in the buffer given, which grows as needed.
func (f Folder) Read(name string, buffer *[]byte) ([]byte, error) {
	abs := filepath.Join(f.abs, name)
	data, ok := f.reader.Overlay[abs]
	if f.reader.Absent[abs] {
		return nil, fs.ErrNotExist
	}
	if !ok {
		var err error
		if data, err = readInto(abs, buffer); err != nil {
			return nil, bare(err)
		}
	}
	if len(data) > MaxFile {
		return nil, ErrTooLarge
	}
	return data, nil
}

func readInto(abs string, buffer *[]byte) (data []byte, err error) {
	file, err := os.Open(abs)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > MaxFile:
		return nil, ErrTooLarge
	}
	if size := int(info.Size()); cap(*buffer) < size {
		*buffer = make([]byte, size+size/4)
	}
	data = (*buffer)[:info.Size()]
	n, err := io.ReadFull(file, data)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		// It became shorter meanwhile.
		err = nil
	}
	return data[:n], err
}

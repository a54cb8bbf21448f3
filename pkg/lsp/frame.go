package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"strconv"
	"strings"
)

const (
	// maxMessage is the largest message that is read, in bytes.
	maxMessage = 64 << 20
	// maxHeader is the longest line of a header, in bytes.
	maxHeader = 4096
)

// frames writes and reads messages with a header that tells their length. A
// message of the length told that is not understood is passed over; one of
// another length ends the connection, since nothing tells where the next
// begins.
type frames struct{ log *log.Logger }

// WriteObject writes one message.
func (frames) WriteObject(w io.Writer, obj any) error {
	data, err := json.Marshal(obj)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Content-Length: %d\r\n\r\n", len(data)); err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// ReadObject reads the next message that is understood.
func (f frames) ReadObject(r *bufio.Reader, v any) error {
	for {
		data, err := readFrame(r)
		if err != nil {
			return err
		}
		if err = json.Unmarshal(data, v); err == nil {
			return nil
		}
		f.log.Printf("a message of %d bytes is passed over: %v", len(data), err)
	}
}

func readFrame(r *bufio.Reader) ([]byte, error) {
	length := -1
	for {
		line, err := readLine(r)
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		name, text, _ := strings.Cut(line, ":")
		if strings.EqualFold(strings.TrimSpace(name), "content-length") {
			if length, err = strconv.Atoi(strings.TrimSpace(text)); err != nil || length < 0 || length > maxMessage {
				return nil, fmt.Errorf("expected a Content-Length up to %d, found %q", maxMessage, text)
			}
		}
	}
	if length < 0 {
		return nil, errors.New("expected a header with Content-Length")
	}
	// What was told may never come, so room is made as it does.
	data, err := io.ReadAll(io.LimitReader(r, int64(length)))
	if err == nil && len(data) < length {
		err = io.ErrUnexpectedEOF
	}
	return data, err
}

// readLine reads a line of a header without its ending.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for len(line) <= maxHeader {
		b, err := r.ReadByte()
		if err != nil {
			return "", err
		}
		if b == '\n' {
			return strings.TrimSuffix(string(line), "\r"), nil
		}
		line = append(line, b)
	}
	return "", errors.New("expected a header, found a line without an end")
}

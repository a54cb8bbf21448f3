package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// inEditor times a save in a language server that runs against a whole process
// on the same file, in turn: of an edit that changes a value, and of one that
// moves lines.
func inEditor(binary, dir string, runs int) error {
	folder := filepath.Join(dir, "editor")
	text := armTemplate(0, 12)
	if err := write(folder, "azuredeploy.json", text); err != nil {
		return err
	}
	e, err := openEditor(binary, folder, text)
	if err != nil {
		return err
	}
	defer e.close()
	before, _, _ := strings.Cut(text, `1 },`)
	line := strings.Count(before, "\n")
	column := len(before) - strings.LastIndexByte(before, '\n') - 1
	edits := []struct {
		name string
		edit func(n int) edit
	}{
		{"a value", func(n int) edit { return edit{line, column, 1, strconv.Itoa(1 + n%9)} }},
		{"a line", func(int) edit { return edit{0, 0, 0, "\n"} }},
	}
	for _, kind := range edits {
		var saves, whole []time.Duration
		for n := range runs + 1 {
			s, err := e.save(kind.edit(n))
			if err != nil {
				return err
			}
			u, err := measure(folder, binary, "azuredeploy.json")
			if err != nil {
				return err
			}
			saves, whole = append(saves, s), append(whole, u.wall)
		}
		s, w := median(saves[1:]), median(whole[1:])
		fmt.Printf("%-10s saved in an editor %6.1f ms, whole process %6.1f ms, ratio %.2f\n", kind.name, ms(s), ms(w), float64(s)/float64(w))
	}
	return nil
}

// editor is a client of a language server with one file open.
type editor struct {
	server  *exec.Cmd
	conn    *jsonrpc2.Conn
	uri     string
	version int
	// told are the versions that the server told of.
	told chan int
}

type object = map[string]any

func openEditor(binary, folder, text string) (*editor, error) {
	e := &editor{
		server: exec.Command(binary, "lsp"), told: make(chan int, 100), version: 1,
		uri: "file://" + filepath.ToSlash(filepath.Join(folder, "azuredeploy.json")),
	}
	in, err := e.server.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := e.server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := e.server.Start(); err != nil {
		return nil, err
	}
	ctx := context.Background()
	stream := jsonrpc2.NewBufferedStream(struct {
		io.Reader
		io.WriteCloser
	}{out, in}, jsonrpc2.VSCodeObjectCodec{})
	e.conn = jsonrpc2.NewConn(ctx, stream, jsonrpc2.HandlerWithError(e.handle))
	watches := object{"workspace": object{"didChangeWatchedFiles": object{"dynamicRegistration": true}}}
	err = errors.Join(
		e.conn.Call(ctx, "initialize", object{"rootUri": "file://" + filepath.ToSlash(folder), "capabilities": watches}, nil),
		e.conn.Notify(ctx, "initialized", object{}),
		e.conn.Notify(ctx, "textDocument/didOpen", object{"textDocument": object{"uri": e.uri, "version": 1, "text": text}}),
	)
	if err != nil {
		return nil, err
	}
	return e, e.await(1)
}

func (e *editor) close() {
	_ = e.conn.Close()
	_ = e.server.Wait()
}

func (e *editor) handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
	var p struct{ Version int }
	if r.Method == "textDocument/publishDiagnostics" && json.Unmarshal(*r.Params, &p) == nil {
		e.told <- p.Version
	}
	return nil, nil
}

func (e *editor) await(version int) error {
	for {
		select {
		case v := <-e.told:
			if v == version {
				return nil
			}
		case <-time.After(time.Minute):
			return errors.New("the language server does not answer")
		}
	}
}

// edit replaces some characters of a line.
type edit struct {
	line, column, length int
	text                 string
}

func (e edit) change() object {
	return object{"text": e.text, "range": object{
		"start": object{"line": e.line, "character": e.column},
		"end":   object{"line": e.line, "character": e.column + e.length},
	}}
}

// save changes the file and saves it, and returns how long it takes to be told
// what is found.
func (e *editor) save(change edit) (time.Duration, error) {
	e.version++
	document := object{"uri": e.uri, "version": e.version}
	ctx := context.Background()
	start := time.Now()
	err := errors.Join(
		e.conn.Notify(ctx, "textDocument/didChange", object{"textDocument": document, "contentChanges": []object{change.change()}}),
		e.conn.Notify(ctx, "textDocument/didSave", object{"textDocument": document}),
		e.await(e.version),
	)
	return time.Since(start), err
}

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

// inEditor measures a save in a language server that runs against a whole
// process on the same small template, in turn: of an edit that changes a value,
// and of one that moves lines.
func inEditor(binary, dir string, runs int) error {
	for _, l := range small {
		f := file{filepath.Join(dir, "editor", l.name), l.file, l.text}
		if err := write(f.folder, f.name, f.text); err != nil {
			return err
		}
		idle, err := saves(binary, f, 0, nil)
		if err != nil {
			return err
		}
		line, column := capacityIn(l.text)
		for _, kind := range []struct {
			name string
			edit func(n int) edit
		}{
			{"a value", func(n int) edit { return edit{line, column, 1, strconv.Itoa(1 + n%9)} }},
			{"a line", func(int) edit { return edit{0, 0, 0, "\n"} }},
		} {
			s, err := saves(binary, f, runs+1, kind.edit)
			if err != nil {
				return err
			}
			wall, whole := median(s.saves[1:]), median(s.whole[1:])
			cpu, wholeCPU := (s.cpu-idle.cpu)/time.Duration(runs+1), median(s.wholeCPU[1:])
			fmt.Printf("%-10s %s saved in an editor %4.1f ms, %4.1f ms of processors; whole process %5.1f ms, %5.1f ms; ratios %.2f, %.2f\n",
				l.name, kind.name, ms(wall), ms(cpu), ms(whole), ms(wholeCPU), ratio(wall, whole), ratio(cpu, wholeCPU))
		}
	}
	return nil
}

// capacityIn returns where the first capacity, of one digit, is written.
func capacityIn(text string) (line, column int) {
	at := strings.Index(text, "capacity")
	at += strings.IndexAny(text[at:], "123456789")
	before := text[:at]
	return strings.Count(before, "\n"), at - strings.LastIndexByte(before, '\n') - 1
}

// file is a template by itself.
type file struct{ folder, name, text string }

// saved is what some saves in a server took, and as many whole processes.
type saved struct {
	saves, whole, wholeCPU []time.Duration
	// cpu is what the server took from its start to its end.
	cpu time.Duration
}

// saves makes some edits in a server of their own.
func saves(binary string, f file, n int, edit func(n int) edit) (*saved, error) {
	e, err := openEditor(binary, f)
	if err != nil {
		return nil, err
	}
	s := &saved{}
	for i := range n {
		took, err := e.save(edit(i))
		if err != nil {
			return nil, errors.Join(err, e.close())
		}
		u, err := measure(f.folder, binary, f.name)
		if err != nil {
			return nil, errors.Join(err, e.close())
		}
		s.saves, s.whole, s.wholeCPU = append(s.saves, took), append(s.whole, u.wall), append(s.wholeCPU, u.cpu)
	}
	err = e.close()
	s.cpu = e.server.ProcessState.UserTime() + e.server.ProcessState.SystemTime()
	return s, err
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

func openEditor(binary string, f file) (*editor, error) {
	e := &editor{
		server: exec.Command(binary, "lsp"), told: make(chan int, 100), version: 1,
		uri: "file://" + filepath.ToSlash(filepath.Join(f.folder, f.name)),
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
		e.conn.Call(ctx, "initialize", object{"rootUri": "file://" + filepath.ToSlash(f.folder), "capabilities": watches}, nil),
		e.conn.Notify(ctx, "initialized", object{}),
		e.conn.Notify(ctx, "textDocument/didOpen", object{"textDocument": object{"uri": e.uri, "version": 1, "text": f.text}}),
	)
	if err != nil {
		return nil, err
	}
	return e, e.await(1)
}

// close ends the server as editors do.
func (e *editor) close() error {
	ctx := context.Background()
	return errors.Join(e.conn.Call(ctx, "shutdown", nil, nil), e.conn.Notify(ctx, "exit", nil), e.server.Wait())
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

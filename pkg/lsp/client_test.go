package lsp_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/hublint/hublint/pkg/lsp"
)

// client is an editor that talks to a server in this process.
type client struct {
	t      testing.TB
	dir    string
	conn   *jsonrpc2.Conn
	stream net.Conn
	ended  chan int
	logged *logged

	mu sync.Mutex
	// told is what the server last published, by URI; times counts how often.
	told  map[string]published
	times map[string]int
	news  chan struct{}
	shown []string
}

type published struct {
	URI         string       `json:"uri"`
	Version     int          `json:"version"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type position struct{ Line, Character int }

type span struct{ Start, End position }

type diagnostic struct {
	Range           span
	Severity        int
	Code            string
	Source          string
	Message         string
	CodeDescription struct{ Href string }
	Related         []struct {
		Location struct {
			URI   string
			Range span
		}
		Message string
	} `json:"relatedInformation"`
}

// object is a JSON object that a test writes.
type object = map[string]any

type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// start starts a server for a folder with files, by their paths.
func start(t testing.TB, files map[string]string, options ...func(object)) *client {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, dir)
	for name, text := range files {
		c.write(name, text)
	}
	params := object{
		"rootUri": c.uri("."),
		"capabilities": object{
			"general": object{"positionEncodings": []string{"utf-16"}},
			"window":  object{"showDocument": object{"support": true}},
			"textDocument": object{"publishDiagnostics": object{
				"relatedInformation": true, "codeDescriptionSupport": true,
			}},
		},
	}
	for _, o := range options {
		o(params)
	}
	c.call("initialize", params, nil)
	c.notify("initialized", object{})
	return c
}

// connect starts a server that was told nothing yet.
func connect(t testing.TB, dir string) *client {
	t.Helper()
	here, there := net.Pipe()
	c := &client{
		t: t, dir: dir, stream: here, ended: make(chan int, 1), logged: &logged{},
		told: map[string]published{}, times: map[string]int{}, news: make(chan struct{}, 1),
	}
	go func() {
		code, err := lsp.Serve(context.Background(), there, lsp.Options{Version: "test", Debounce: 20 * time.Millisecond, Log: c.logged})
		if err != nil {
			c.logged.text.WriteString(err.Error())
		}
		c.ended <- code
	}()
	c.conn = jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}),
		jsonrpc2.HandlerWithError(c.handle), jsonrpc2.SetLogger(nolog{}))
	t.Cleanup(func() {
		_ = c.conn.Close()
		<-c.ended
		if t.Failed() {
			t.Log(c.logged)
		}
		if strings.Contains(c.logged.String(), "goroutine") {
			t.Errorf("the server made a mistake: %s", c.logged)
		}
	})
	return c
}

type nolog struct{}

func (nolog) Printf(string, ...any) {}

func (c *client) handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch r.Method {
	case "textDocument/publishDiagnostics":
		var p published
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			return nil, err
		}
		c.told[p.URI] = p
		c.times[p.URI]++
		select {
		case c.news <- struct{}{}:
		default:
		}
	case "window/showDocument":
		var p struct{ URI string }
		_ = json.Unmarshal(*r.Params, &p)
		c.shown = append(c.shown, p.URI)
	}
	return object{"success": true}, nil
}

func (c *client) write(name, text string) {
	c.t.Helper()
	p := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) uri(name string) string {
	return "file://" + filepath.ToSlash(filepath.Join(c.dir, name))
}

func (c *client) call(method string, params, result any) {
	c.t.Helper()
	if err := c.conn.Call(context.Background(), method, params, result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

// open opens a file as it is on disk.
func (c *client) open(name string) {
	c.t.Helper()
	data, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		c.t.Fatal(err)
	}
	c.notify("textDocument/didOpen", object{"textDocument": object{"uri": c.uri(name), "version": 1, "text": string(data)}})
}

// edit replaces all of a buffer, or makes the edits given.
func (c *client) edit(name string, version int, changes ...object) {
	c.t.Helper()
	c.notify("textDocument/didChange", object{"textDocument": object{"uri": c.uri(name), "version": version}, "contentChanges": changes})
}

func whole(text string) object { return object{"text": text} }

func (c *client) save(name string) {
	c.notify("textDocument/didSave", object{"textDocument": object{"uri": c.uri(name)}})
}

func (c *client) close(name string) {
	c.notify("textDocument/didClose", object{"textDocument": object{"uri": c.uri(name)}})
}

// watched tells the server of a file that changed on disk.
func (c *client) watched(name string, kind int) {
	c.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": c.uri(name), "type": kind}}})
}

// await waits until what the server told of a file is as wanted.
func (c *client) await(name string, wanted func(published) bool) published {
	c.t.Helper()
	return c.awaitURI(c.uri(name), wanted)
}

func (c *client) awaitURI(uri string, wanted func(published) bool) published {
	c.t.Helper()
	deadline := time.After(60 * time.Second)
	for {
		c.mu.Lock()
		p, ok := c.told[uri]
		c.mu.Unlock()
		if ok && wanted(p) {
			return p
		}
		select {
		case <-c.news:
		case <-deadline:
			c.t.Fatalf("waited in vain for %s, which has %d: %v\n%s", uri, p.Version, p.Diagnostics, c.logged)
		}
	}
}

// awaitCodes waits until a file has these rules' findings among its own, and
// none of those with a dash before them.
func (c *client) awaitCodes(name string, codes ...string) published {
	c.t.Helper()
	return c.await(name, func(p published) bool {
		for _, code := range codes {
			code, unwanted := strings.CutPrefix(code, "-")
			if has(p, code) == unwanted {
				return false
			}
		}
		return true
	})
}

func (c *client) awaitVersion(name string, version int) published {
	c.t.Helper()
	return c.await(name, func(p published) bool { return p.Version == version })
}

func has(p published, code string) bool {
	for _, d := range p.Diagnostics {
		if d.Code == code {
			return true
		}
	}
	return false
}

var _ io.Writer = (*logged)(nil)

// Package lsp is the language server: diagnostics, hovers and code actions for
// editors, over a stream. There is one file for each message that is handled.
package lsp

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"maps"
	"runtime/debug"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

// Options say how to serve.
type Options struct {
	// Version of the server, for the client to show.
	Version string
	// Debounce is how long after an edit to look at a file; 0 for 300 ms.
	Debounce time.Duration
	// Log receives what goes wrong, one line each; nil for nowhere.
	Log io.Writer
}

// Serve talks to one client until it says that it ends, hangs up or ctx is
// done. It returns the exit code of the protocol: 0 after a proper end, 1
// otherwise.
func Serve(ctx context.Context, stream io.ReadWriteCloser, o Options) (int, error) {
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		return 1, err
	}
	if o.Debounce == 0 {
		o.Debounce = 300 * time.Millisecond
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{
		opts: o, log: log.New(o.Log, "hublint lsp: ", 0), ctx: ctx, catalogue: catalogue,
		open: snapshot{}, running: map[jsonrpc2.ID]context.CancelFunc{}, encoding: utf16, queue: newQueue(),
		connected: make(chan struct{}),
	}
	s.linter = newLinter(s)
	s.conn = jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, frames{s.log}), s, jsonrpc2.SetLogger(s.log))
	close(s.connected)
	var wg sync.WaitGroup
	wg.Go(func() { s.linter.work(ctx) })
	<-s.conn.DisconnectNotify()
	cancel()
	wg.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state != stateShutdown {
		return 1, nil
	}
	return 0, nil
}

// state is how far the life of a connection has come.
type state int

const (
	stateNew state = iota
	stateReady
	stateShutdown
)

// server is the connection to one client.
type server struct {
	opts Options
	log  *log.Logger
	ctx  context.Context
	conn *jsonrpc2.Conn
	// connected is closed once conn is set: messages may come before that.
	connected chan struct{}
	catalogue *rule.Catalogue
	queue     *queue
	linter    *linter

	mu       sync.Mutex
	state    state
	client   clientCapabilities
	encoding encoding
	folders  []string
	settings settings
	open     snapshot
	// running are the requests being answered.
	running map[jsonrpc2.ID]context.CancelFunc
	// outcomes are what the last runs gave.
	outcomes []*outcome
}

// handler answers a message.
type handler func(*server, context.Context, json.RawMessage) (any, error)

// on decodes the parameters of a message.
func on[P any](f func(*server, context.Context, P) (any, error)) handler {
	return func(s *server, ctx context.Context, raw json.RawMessage) (any, error) {
		var params P
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &params); err != nil {
				return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
			}
		}
		return f(s, ctx, params)
	}
}

// notifications change what the server knows, so they are handled in order.
var notifications = map[string]handler{
	"initialized":                         on((*server).initialized),
	"exit":                                on((*server).exit),
	"$/cancelRequest":                     on((*server).cancelRequest),
	"textDocument/didOpen":                on((*server).didOpen),
	"textDocument/didChange":              on((*server).didChange),
	"textDocument/didSave":                on((*server).didSave),
	"textDocument/didClose":               on((*server).didClose),
	"workspace/didChangeConfiguration":    on((*server).didChangeConfiguration),
	"workspace/didChangeWatchedFiles":     on((*server).didChangeWatchedFiles),
	"workspace/didChangeWorkspaceFolders": on((*server).didChangeWorkspaceFolders),
}

// requests are answered side by side, but for those that begin and end the
// talk.
var requests = map[string]handler{
	"initialize":               on((*server).initialize),
	"shutdown":                 on((*server).shutdown),
	"textDocument/hover":       on((*server).hover),
	"textDocument/codeAction":  on((*server).codeAction),
	"workspace/executeCommand": on((*server).executeCommand),
}

// codeNotInitialized is the protocol's code for a request before initialize.
const codeNotInitialized = -32002

// Handle takes a message from the client.
func (s *server) Handle(ctx context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	<-s.connected
	if r.Notif {
		if h := notifications[r.Method]; h != nil && (s.ready() || r.Method == "exit") {
			if _, err := s.guard(ctx, h, r); err != nil {
				s.log.Printf("%s: %v", r.Method, err)
			}
		}
		return
	}
	if r.Method == "initialize" || r.Method == "shutdown" {
		s.answer(ctx, r)
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	s.running[r.ID] = cancel
	s.mu.Unlock()
	go func() {
		defer cancel()
		s.answer(ctx, r)
		s.mu.Lock()
		delete(s.running, r.ID)
		s.mu.Unlock()
	}()
}

func (s *server) ready() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state == stateReady
}

func (s *server) answer(ctx context.Context, r *jsonrpc2.Request) {
	resp := &jsonrpc2.Response{ID: r.ID}
	result, err := s.result(ctx, r)
	if err == nil {
		err = resp.SetResult(result)
	}
	if err != nil {
		resp.Result, resp.Error = nil, asError(err)
	}
	if err := s.conn.SendResponse(s.ctx, resp); err != nil {
		s.log.Printf("%s: %v", r.Method, err)
	}
}

func (s *server) result(ctx context.Context, r *jsonrpc2.Request) (any, error) {
	h := requests[r.Method]
	if h == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "there is no method " + r.Method}
	}
	s.mu.Lock()
	state := s.state
	s.mu.Unlock()
	if state == stateNew && r.Method != "initialize" {
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "expected initialize first"}
	}
	if state == stateShutdown || state == stateReady && r.Method == "initialize" {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: r.Method + " is not for now"}
	}
	return s.guard(ctx, h, r)
}

// guard runs a handler. A mistake in it costs the message, not the session of
// the person at the editor.
func (s *server) guard(ctx context.Context, h handler, r *jsonrpc2.Request) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Printf("%s: %v\n%s", r.Method, p, debug.Stack())
			err = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: "internal error"}
		}
	}()
	var params json.RawMessage
	if r.Params != nil {
		params = *r.Params
	}
	return h(s, ctx, params)
}

func asError(err error) *jsonrpc2.Error {
	if e, ok := err.(*jsonrpc2.Error); ok { //nolint:errorlint // handlers make it themselves
		return e
	}
	return &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: err.Error()}
}

// buffers returns the open documents as they are now.
func (s *server) buffers() snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.open)
}

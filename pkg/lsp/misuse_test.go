package lsp_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/hublint/hublint/pkg/lsp"
)

// A request that is not for now, or not known, is answered with the error that
// the protocol has for it.
func TestMisuse(t *testing.T) {
	c := connect(t, t.TempDir())
	refused := func(method string, code int64) {
		t.Helper()
		var e *jsonrpc2.Error
		if err := c.conn.Call(context.Background(), method, object{}, nil); !errors.As(err, &e) || e.Code != code {
			t.Errorf("%s: %v, want code %d", method, err, code)
		}
	}
	refused("textDocument/hover", -32002)
	refused("shutdown", -32002)
	c.notify("textDocument/didOpen", object{"textDocument": object{"uri": c.uri("main.bicep"), "version": 1, "text": hub}})
	c.call("initialize", object{"capabilities": object{}}, nil)
	refused("initialize", jsonrpc2.CodeInvalidRequest)
	refused("textDocument/rename", jsonrpc2.CodeMethodNotFound)
	refused("workspace/executeCommand", jsonrpc2.CodeInvalidParams)
	c.notify("$/cancelRequest", object{"id": 77})
	c.notify("no/suchNotification", object{})
	c.call("textDocument/hover", object{"textDocument": object{"uri": c.uri("main.bicep")}}, nil)
	c.call("shutdown", nil, nil)
	refused("textDocument/hover", jsonrpc2.CodeInvalidRequest)
	refused("shutdown", jsonrpc2.CodeInvalidRequest)
	c.notify("exit", nil)
	if code := <-c.ended; code != 0 {
		t.Errorf("exit code %d", code)
	}
	c.ended <- 0
}

// Edits at places that are not there, of files that are not open or in bytes that
// are no text leave the server as it was.
func TestOddEdits(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub, "other.bicep": hub})
	c.edit("other.bicep", 2, whole("resource"))
	c.close("other.bicep")
	c.save("other.bicep")
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-min-tls")
	far := position{1 << 30, 1 << 30}
	c.edit("main.bicep", 2,
		object{"range": span{position{0, 1000}, position{0, 2000}}, "text": " // \xff\xfe"},
		object{"range": span{far, far}, "text": "// end"},
		object{"range": span{position{0, 23}, position{0, 20}}, "text": ""},
		object{"range": span{position{-1, -1}, position{-1, -1}}, "text": ""},
	)
	c.awaitVersion("main.bicep", 2)
	c.awaitCodes("main.bicep", "hub-min-tls")
	for _, p := range []position{far, {-1, -1}, {0, 1 << 30}} {
		c.hover("main.bicep", p.Line, p.Character)
		c.actions("main.bicep", span{p, p})
		c.actions("main.bicep", span{far, p})
	}
	raw := `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"` + c.uri("main.bicep") +
		`","version":3},"contentChanges":[{"text":"// ` + "\xff\xc3" + `\ud800\n` + strings.ReplaceAll(hub, "\n", `\n`) + `"}]}}`
	if _, err := io.WriteString(c.stream, "Content-Length: "+itoa(len(raw))+"\r\nContent-Type: x\r\n\r\n"+raw); err != nil {
		t.Fatal(err)
	}
	c.awaitVersion("main.bicep", 3)
	c.awaitCodes("main.bicep", "hub-min-tls")
}

// A client that reads no more ends the server as soon as it hangs up.
func TestBrokenPipe(t *testing.T) {
	message := func(body string) string { return "Content-Length: " + itoa(len(body)) + "\r\n\r\n" + body }
	in := strings.NewReader(message(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`) +
		message(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/a.tf","version":1,"text":""}}}`))
	log := &logged{}
	code, err := lsp.Serve(context.Background(), deaf{in}, lsp.Options{Log: log})
	if code != 1 || err != nil {
		t.Errorf("exit code %d, %v", code, err)
	}
	if strings.Contains(log.String(), "goroutine") {
		t.Error(log)
	}
}

// deaf is a stream to a client that reads no more.
type deaf struct{ io.Reader }

func (deaf) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
func (deaf) Close() error              { return nil }

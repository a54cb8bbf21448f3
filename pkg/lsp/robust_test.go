package lsp_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The exit code tells a proper end from a client that is gone, whatever was
// said before.
func TestEnd(t *testing.T) {
	message := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	initialize := message(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`)
	shutdown := message(`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`)
	exit := message(`{"jsonrpc":"2.0","method":"exit"}`)
	for name, test := range map[string]struct {
		text string
		code int
	}{
		"nothing said":              {"", 1},
		"proper end":                {initialize + shutdown + exit, 0},
		"hung up after shutdown":    {initialize + shutdown, 0},
		"exit without shutdown":     {initialize + exit, 1},
		"exit at once":              {exit, 1},
		"half a message":            {initialize + shutdown[:40], 1},
		"half a header":             {initialize + "Content-Le", 1},
		"not JSON, passed over":     {initialize + message(`{"jsonrpc"`) + message("[]") + message("null") + shutdown + exit, 0},
		"wrong parameters":          {initialize + message(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":7}`) + shutdown + exit, 0},
		"unknown notification":      {initialize + message(`{"jsonrpc":"2.0","method":"$/x"}`) + shutdown + exit, 0},
		"no length":                 {"\r\n\r\n", 1},
		"a length beyond all":       {"Content-Length: 99999999999\r\n\r\n", 1},
		"a length below all":        {"Content-Length: -1\r\n\r\n", 1},
		"a header without an end":   {strings.Repeat("x", 10000), 1},
		"a promise that is not met": {"Content-Length: 60000000\r\n\r\n{}", 1},
		"deep nesting":              {initialize + message(strings.Repeat("[", 200000)) + shutdown + exit, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := connect(t, t.TempDir())
			_, _ = c.stream.Write([]byte(test.text))
			_ = c.stream.Close()
			code := <-c.ended
			c.ended <- code
			if code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, c.logged)
			}
		})
	}
}

// A message of 10 MB is a text like any other.
func TestLargeMessage(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-min-tls")
	c.edit("main.bicep", 2, whole(hub+"// "+strings.Repeat("é", 5<<20)+"\n"))
	c.awaitVersion("main.bicep", 2)
	c.awaitCodes("main.bicep", "hub-min-tls")
	c.edit("main.bicep", 3, whole(hub))
	c.awaitVersion("main.bicep", 3)
}

// typist makes edits to a buffer and knows what stands in it.
type typist struct {
	rand  *rand.Rand
	lines []string
}

// edit replaces part of a line, joins two lines or splits one.
func (w *typist) edit() object {
	n := w.rand.IntN(len(w.lines))
	line := w.lines[n]
	from := w.rand.IntN(len(line) + 1)
	to := min(len(line), from+w.rand.IntN(3))
	text := []string{"", "x", "'", "{", "}", "\n", "1.2", " "}[w.rand.IntN(8)]
	at := span{position{n, from}, position{n, to}}
	whole := strings.Join(w.lines[:n], "\n") + "\n" + line[:from] + text + line[to:] + "\n" + strings.Join(w.lines[n+1:], "\n")
	if n == 0 {
		whole = whole[1:]
	}
	w.lines = strings.Split(strings.TrimSuffix(whole, "\n"), "\n")
	return object{"range": at, "text": text}
}

// After 1,000 changes without a pause the server tells what a new one tells of
// the same text.
func TestManyChanges(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub})
	c.open("main.bicep")
	c.awaitVersion("main.bicep", 1)
	w := &typist{rand.New(rand.NewPCG(1, 2)), strings.Split(strings.TrimSuffix(hub, "\n"), "\n")}
	version := 1
	for range 3 {
		for range 1000 {
			version++
			c.edit("main.bicep", version, w.edit())
		}
		got := c.awaitVersion("main.bicep", version)
		text := strings.Join(w.lines, "\n")
		fresh := start(t, map[string]string{"main.bicep": text})
		fresh.open("main.bicep")
		want := fresh.awaitVersion("main.bicep", 1)
		if fmt.Sprint(got.Diagnostics) != strings.ReplaceAll(fmt.Sprint(want.Diagnostics), fresh.dir, c.dir) {
			t.Errorf("after %d edits of %q:\n%v\nanew:\n%v", version, text, got.Diagnostics, want.Diagnostics)
		}
		version++
		c.edit("main.bicep", version, whole(hub))
		c.awaitVersion("main.bicep", version)
		w.lines = strings.Split(strings.TrimSuffix(hub, "\n"), "\n")
	}
	if n := c.times[c.uri("main.bicep")]; n > 300 {
		t.Errorf("3,000 edits were answered %d times", n)
	}
}

// Memory stays as it is however long the session lasts: after 2,000 edits of
// three files, no two texts the same, it is not twice that after 100.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	c := start(t, map[string]string{"main.bicep": hub, "other/main.bicep": hub, "azuredeploy.json": showcase(t)})
	files := []string{"main.bicep", "other/main.bicep", "azuredeploy.json"}
	for _, f := range files {
		c.open(f)
		c.awaitVersion(f, 1)
	}
	version := 1
	replay := func(n int) uint64 {
		for range n {
			version++
			f := files[version%len(files)]
			text := fmt.Sprintf("// %d\n%s", version, strings.Replace(hub, "1.0", fmt.Sprintf("1.%d", version), 1))
			if f == files[2] {
				text = strings.Replace(showcase(t), "1.0.0.0", fmt.Sprintf("1.0.0.%d", version), 1)
			}
			c.edit(f, version, whole(text))
			if version%10 == 0 {
				c.save(f)
				c.awaitVersion(f, version)
			}
		}
		c.awaitVersion(files[version%len(files)], version)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := replay(100)
	if after := replay(1900); after > 2*before {
		t.Errorf("%d bytes after 100 edits, %d after 2,000", before, after)
	}
}

// BenchmarkSave is from an edit that is saved at once to its diagnostics, in a
// warm server: of a value, and of what no rule can see.
func BenchmarkSave(b *testing.B) {
	text := read(b)
	for name, edit := range map[string]func(n int) string{
		"value": func(n int) string {
			return strings.Replace(text, `"capacity": 1`, fmt.Sprintf(`"capacity": %d`, 1+n%9), 1)
		},
		"blanks": func(n int) string { return strings.Repeat("\n", n%9) + text },
	} {
		b.Run(name, func(b *testing.B) {
			c := start(b, map[string]string{"azuredeploy.json": text})
			c.open("azuredeploy.json")
			version := 1
			c.awaitVersion("azuredeploy.json", version)
			for b.Loop() {
				version++
				c.edit("azuredeploy.json", version, whole(edit(version)))
				c.save("azuredeploy.json")
				c.awaitVersion("azuredeploy.json", version)
			}
		})
	}
}

// BenchmarkFirst is from the start of a server to the first diagnostics.
func BenchmarkFirst(b *testing.B) {
	text := read(b)
	for b.Loop() {
		c := start(b, map[string]string{"azuredeploy.json": text})
		c.open("azuredeploy.json")
		c.awaitVersion("azuredeploy.json", 1)
	}
}

func read(b *testing.B) string {
	b.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "showcase", "azuredeploy.json"))
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}

package engine

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/rule"
)

// base is what every program is made with.
type base struct {
	modules      map[string]*ast.Module
	store        storage.Store
	capabilities *ast.Capabilities
}

// program is a set of rules ready to run.
type program struct {
	byName   map[string]*rule.Rule // by package
	compiler *ast.Compiler
	store    storage.Store
	query    rego.PreparedEvalQuery
	err      error
}

func readBase(fsys fs.FS) (*base, error) {
	facts, err := azure.Facts()
	if err != nil {
		return nil, err
	}
	b := &base{
		modules:      map[string]*ast.Module{},
		capabilities: Capabilities(),
		store: inmem.NewFromObjectWithOpts(map[string]any{"azure": facts},
			inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true)),
	}
	library, err := fs.Glob(fsys, path.Join("lib", "*.rego"))
	if err != nil {
		return nil, err
	}
	for _, file := range append(library, "main.rego") {
		if strings.HasSuffix(file, "_test.rego") {
			continue
		}
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		if b.modules[file], err = parse(file, text); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// parse reads a module without its annotations, which the catalogue reads
// where they are needed.
func parse(file string, text []byte) (*ast.Module, error) {
	return ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1})
}

// impure are the functions taken from policies: by them a rule could reach
// out, read the environment or give two answers to one question.
var impure = []string{
	"http.send", "opa.runtime", "net.lookup_ip_addr", "rand.intn", "time.now_ns", "trace", "uuid.rfc4122",
}

// Capabilities returns what policies may use of Rego.
func Capabilities() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion()
	c.Builtins = slices.DeleteFunc(c.Builtins, func(b *ast.Builtin) bool { return slices.Contains(impure, b.Name) })
	return c
}

// compile makes a program of rules; a failure is kept in it.
func (e *Engine) compile(rules []*rule.Rule) *program {
	p := &program{byName: make(map[string]*rule.Rule, len(rules))}
	b, err := e.base()
	if err != nil {
		p.err = err
		return p
	}
	modules := make(map[string]*ast.Module, len(rules)+len(b.modules))
	for file, m := range b.modules {
		// The compiler rewrites the modules it is given.
		modules[file] = m.Copy()
	}
	for _, r := range rules {
		p.byName[r.Package] = r
		if modules[r.File], err = parse(r.File, e.opts.Catalogue.Source(r)); err != nil {
			p.err = err
			return p
		}
	}
	p.store = b.store
	p.compiler = ast.NewCompiler().WithCapabilities(b.capabilities)
	if p.compiler.Compile(modules); p.compiler.Failed() {
		p.err = fmt.Errorf("cannot compile the rules: %w", p.compiler.Errors)
		return p
	}
	p.query, p.err = p.prepare(context.Background(), "data.main.result")
	return p
}

func (p *program) prepare(ctx context.Context, query string) (rego.PreparedEvalQuery, error) {
	return rego.New(rego.Query(query), rego.Compiler(p.compiler), rego.Store(p.store)).PrepareForEval(ctx)
}

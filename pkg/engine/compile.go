package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

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
	b := &base{capabilities: Capabilities()}
	var wg sync.WaitGroup
	var factsErr error
	wg.Go(func() {
		var facts map[string]any
		facts, factsErr = azure.Facts()
		b.store = inmem.NewFromObjectWithOpts(map[string]any{"azure": facts},
			inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	})
	files, err := fs.Glob(fsys, path.Join("lib", "*.rego"))
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.rego") })
	texts := map[string][]byte{}
	for _, file := range append(files, "main.rego") {
		if err != nil {
			return nil, err
		}
		texts[file], err = fs.ReadFile(fsys, file)
	}
	if err == nil {
		b.modules, err = parse(texts)
	}
	wg.Wait()
	return b, errors.Join(err, factsErr)
}

// parse reads modules side by side, without their annotations, which the
// catalogue reads where they are needed.
func parse(texts map[string][]byte) (map[string]*ast.Module, error) {
	modules := make(map[string]*ast.Module, len(texts))
	var (
		mu   sync.Mutex
		wg   sync.WaitGroup
		errs []error
	)
	for file, text := range texts {
		wg.Go(func() {
			m, err := ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1})
			mu.Lock()
			defer mu.Unlock()
			modules[file], errs = m, append(errs, err)
		})
	}
	wg.Wait()
	return modules, errors.Join(errs...)
}

// checks are the steps of compiling that change nothing and only find mistakes.
// A test compiles every rule with them, so that a run need not.
var checks = []ast.StageID{
	ast.StageCheckUnusedImports, ast.StageCheckKeywordOverrides, ast.StageCheckDuplicateImports, ast.StageCheckVoidCalls,
	ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet, ast.StageRewriteRegoMetadataCalls,
	ast.StageCheckRuleConflicts, ast.StageCheckUndefinedFuncs, ast.StageCheckSafetyRuleHeads, ast.StageRewriteTestRulesForTracing,
	ast.StageCheckRecursion, ast.StageCheckTypes, ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins,
	ast.StageBuildRequiredCapabilities,
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
	texts := make(map[string][]byte, len(rules))
	for _, r := range rules {
		p.byName[r.Package] = r
		texts[r.File] = e.opts.Catalogue.Source(r)
	}
	modules, err := parse(texts)
	if err != nil {
		p.err = err
		return p
	}
	for file, m := range b.modules {
		// The compiler rewrites the modules it is given.
		modules[file] = m.Copy()
	}
	p.store = b.store
	p.compiler = ast.NewCompiler().WithCapabilities(b.capabilities).WithSkipStages(checks...)
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

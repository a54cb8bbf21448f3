package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
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
	library      library
	main         []byte
	store        storage.Store
	capabilities *ast.Capabilities
}

// program is a set of rules ready to run: in parts, each of which is compiled
// and evaluated on a processor of its own.
type program struct {
	parts []*part
	err   error
}

// part is some rules of a program with all they need.
type part struct {
	rules    []*rule.Rule
	byName   map[string]*rule.Rule // by package
	compiler *ast.Compiler
	store    storage.Store
	query    rego.PreparedEvalQuery
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
	var err, mainErr error
	b.library, err = readLibrary(fsys)
	b.main, mainErr = fs.ReadFile(fsys, "main.rego")
	wg.Wait()
	return b, errors.Join(err, mainErr, factsErr)
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

// unneeded are the steps of compiling that find mistakes, or that change nothing
// in the rules as they are written: a test holds that they compile to the same
// without them, so that a run need not take them.
var unneeded = []ast.StageID{
	ast.StageCheckUnusedImports, ast.StageCheckKeywordOverrides, ast.StageCheckDuplicateImports, ast.StageCheckVoidCalls,
	ast.StageRewriteTemplateStrings, ast.StageRewritePrintCalls, ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet,
	ast.StageRewriteRegoMetadataCalls, ast.StageSetGraph, ast.StageRewriteWithValues, ast.StageCheckRuleConflicts,
	ast.StageCheckUndefinedFuncs, ast.StageCheckSafetyRuleHeads, ast.StageCheckSafetyRuleBodies, ast.StageRewriteTestRulesForTracing,
	ast.StageCheckRecursion, ast.StageCheckTypes, ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins,
	ast.StageBuildComprehensionIndices, ast.StageBuildRequiredCapabilities,
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
	b, err := e.opts.Library.base()
	if err != nil {
		return &program{err: err}
	}
	p := &program{}
	var wg sync.WaitGroup
	pieces := split(rules, runtime.GOMAXPROCS(0)/max(1, e.opts.Graphs))
	errs := make([]error, len(pieces))
	for i, piece := range pieces {
		t := &part{rules: piece, store: b.store}
		p.parts = append(p.parts, t)
		wg.Go(func() {
			makeRoom()
			errs[i] = t.compile(b, e)
		})
	}
	wg.Wait()
	p.err = errors.Join(errs...)
	return p
}

// minPart is the least number of rules that is worth a part: each has its own
// copy of what it needs of the library.
const minPart = 6

// split divides rules into at most n lists of the same length.
func split(rules []*rule.Rule, n int) [][]*rule.Rule {
	if len(rules) == 0 {
		return nil
	}
	n = max(1, min(n, len(rules)/minPart))
	return slices.Collect(slices.Chunk(rules, (len(rules)+n-1)/n))
}

func (p *part) compile(b *base, e *Engine) error {
	p.byName = make(map[string]*rule.Rule, len(p.rules))
	rules := make(map[string][]byte, len(p.rules))
	for _, r := range p.rules {
		p.byName[r.Package] = r
		rules[r.File] = []byte(withoutComments(string(e.opts.Catalogue.Source(r))))
	}
	modules, err := parse(b.with(rules))
	if err != nil {
		return err
	}
	p.compiler = ast.NewCompiler().WithCapabilities(b.capabilities).WithSkipStages(unneeded...)
	if p.compiler.Compile(modules); p.compiler.Failed() {
		return fmt.Errorf("cannot compile the rules: %w", p.compiler.Errors)
	}
	p.query, err = p.prepare(context.Background(), "data.main.result")
	return err
}

// with returns the texts of rules together with main.rego and with what they
// need of the library.
func (b *base) with(rules map[string][]byte) map[string][]byte {
	n := need{}
	texts := map[string][]byte{ownMark + "main.rego": b.main}
	for file, data := range rules {
		text := string(data)
		b.library.of(n, "", aliasesIn(text), text)
		texts[file] = data
	}
	maps.Copy(texts, b.library.texts(n))
	return texts
}

func (p *part) prepare(ctx context.Context, query string) (rego.PreparedEvalQuery, error) {
	return rego.New(rego.Query(query), rego.Compiler(p.compiler), rego.Store(p.store)).PrepareForEval(ctx)
}

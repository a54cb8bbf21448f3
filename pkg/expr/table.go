package expr

import (
	"maps"
	"sync"
)

// table holds the functions of the template language by lower-case name.
type table struct {
	functions map[string]function
	specials  map[string]special
}

// builtins returns the table, which is made once. It is reached through the
// Evaluator, since the functions themselves evaluate calls.
var builtins = sync.OnceValue(func() *table {
	t := &table{functions: map[string]function{}, specials: specials()}
	maps.Copy(t.specials, lambdaSpecials())
	for _, group := range []map[string]function{
		logicFunctions(), arrayFunctions(), objectFunctions(), stringFunctions(), numberFunctions(), dateFunctions(),
		networkFunctions(), idFunctions(), scopeFunctions(), runtimeFunctions(),
	} {
		maps.Copy(t.functions, group)
	}
	return t
})

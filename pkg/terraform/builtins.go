package terraform

// builtinFunctions are Terraform's functions that have to be told here: those
// that the libraries lack or do otherwise, and those whose result is known in
// part when an argument is.
func builtinFunctions() map[string]builtin {
	out := map[string]builtin{}
	for _, table := range []map[string]builtin{listFunctions, mapFunctions, convertFunctions, textFunctions, encodeFunctions, hashFunctions, fileFunctions()} {
		for name, f := range table {
			out[name] = f
		}
	}
	return out
}

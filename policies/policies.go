// Package policies embeds the rules and the library they are written with.
package policies

import "embed"

// FS holds main.rego, the folder lib, and a folder of rules for each pillar.
//
//go:embed *.rego */*.rego
var FS embed.FS

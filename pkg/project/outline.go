package project

import (
	"path"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

// Outline returns where the comments and the parts of a file stand, by the
// language it is written in.
func Outline(f *source.File) source.Outline {
	switch {
	case isBicep(f.Path) || isBicepParam(f.Path):
		return bicep.Outline(f)
	case terraform.IsConfig(path.Base(f.Path)) || terraform.IsVariableFile(path.Base(f.Path)):
		return terraform.Outline(f)
	case isJSON(f.Path):
		return jsonc.Outline(f)
	}
	return source.Outline{}
}

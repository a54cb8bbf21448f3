package project

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

// CheckRoot says why no unit can begin at a file or folder, given by its display
// path: fs.ErrNotExist, or what was expected. It is nil if one can, or if nobody
// can tell.
func CheckRoot(reader *source.Reader, p string) error {
	info, err := reader.Stat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case err != nil:
		return nil
	case info.IsDir():
		return checkModule(reader, p)
	}
	k, ok := kindIn(reader, p)
	switch {
	case !ok || k == templateFile || k == planFile:
		return nil
	case k == moduleFile:
		return errors.New("expected the folder of a Terraform configuration, found a file of it")
	case k == bicepParamFile && newFinder(reader, Options{}).templateOf(p) == p:
		// Its template is not on this machine, so that it stands for itself.
		return nil
	}
	return fmt.Errorf("expected a template or a folder of Terraform, found %s", k)
}

// checkModule says what is wrong with a folder that is to be a module.
func checkModule(reader *source.Reader, p string) error {
	entries, err := reader.ReadDir(p)
	if err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return terraform.IsConfig(e.Name()) }) {
		return nil
	}
	return errors.New("expected a template or a folder of Terraform, found a folder without Terraform files")
}

// CheckParameters says why a file can't be a parameter file of a unit, both given
// by display paths, as CheckRoot does.
func CheckParameters(reader *source.Reader, root, p string) error {
	info, err := reader.Stat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case err != nil:
		return nil
	case info.IsDir():
		return errors.New("expected a parameter file, found a folder")
	}
	k, ok := kindIn(reader, p)
	if !ok || k == otherFile {
		return nil
	}
	return checkLanguage(reader, root, k)
}

// checkLanguage says what is wrong with parameters of a kind for a root. One that
// is not there, or not right, is reported by itself and takes those of any language.
func checkLanguage(reader *source.Reader, root string, k kind) error {
	ofTemplate, ofModule := k == parameterFile || k == bicepParamFile, k == variableFile || k == automaticFile
	info, err := reader.Stat(root)
	switch {
	case err != nil || isTerraform(root) || info.IsDir() && checkModule(reader, root) != nil:
		if ofTemplate || ofModule {
			return nil
		}
	case info.IsDir() && !ofModule:
		return fmt.Errorf("expected a variable file of Terraform, found %s", k)
	case info.IsDir() || ofTemplate:
		return nil
	}
	return fmt.Errorf("expected a parameter file, found %s", k)
}

// kindIn returns what a file is to a project; ok is false if it can't be read.
func kindIn(reader *source.Reader, p string) (k kind, ok bool) {
	f, err := reader.ReadFile(p)
	if err != nil {
		return otherFile, false
	}
	return scan(p, f.Data).kind, true
}

// String says in words what a file of this kind is.
func (k kind) String() string {
	switch k {
	case templateFile:
		return "a template"
	case parameterFile, bicepParamFile:
		return "a parameter file"
	case moduleFile:
		return "a file of a Terraform configuration"
	case variableFile, automaticFile:
		return "a variable file of Terraform"
	case planFile:
		return "a plan of Terraform"
	default:
		return "another file"
	}
}

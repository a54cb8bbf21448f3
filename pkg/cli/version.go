package cli

import "runtime/debug"

// release is the version of a release build, set by the linker.
var release string

// Version returns the version of this build: the release it was built for, or
// the module version, or "dev".
func Version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

package config

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

// unavailable says why a module can't be read.
type unavailable struct{ why string }

func (u unavailable) Error() string { return u.why }

// Is reports whether the target is template.ErrUnavailable.
func (u unavailable) Is(target error) bool { return target == template.ErrUnavailable }

// Resolve returns the display path of the file that a reference in a file
// leads to: a Bicep file, or a JSON template. A local file need not exist.
//
// The error says in a few words what is wrong with the reference, or wraps
// template.ErrUnavailable.
func (c *Config) Resolve(from *source.File, reference string) (string, error) {
	scheme, rest, ok := strings.Cut(reference, ":")
	if !ok {
		return local(from, reference)
	}
	scheme, alias, aliased := strings.Cut(scheme, "/")
	if aliased && !aliasName().MatchString(alias) {
		return "", fmt.Errorf("expected the name of an alias made of letters, digits, '-' and '_', found '%s'", alias)
	}
	var dir string
	var err error
	switch scheme {
	case "br":
		dir, err = c.registryModule(alias, rest)
	case "ts":
		dir, err = c.templateSpec(alias, rest)
	default:
		return "", fmt.Errorf("expected a path, 'br:' or 'ts:', found '%s:'", scheme)
	}
	if err != nil {
		return "", err
	}
	return c.cached(dir)
}

var aliasName = pattern.Lazy(`^[a-zA-Z0-9_-]+$`)

// local returns the display path of a file named by a relative path.
func local(from *source.File, p string) (string, error) {
	if err := CheckPath(p); err != nil {
		return "", err
	}
	return path.Join(path.Dir(from.Path), p), nil
}

// CheckPath returns what is wrong with the path of a file as Bicep has it:
// relative, with forward slashes, without characters some systems forbid.
func CheckPath(p string) error {
	switch {
	case p == "":
		return errors.New("expected the path of a file, found nothing")
	case isAbsolute(p) && p[0] != '\\':
		return fmt.Errorf("expected a relative path, found '%s'", p)
	}
	for _, r := range p {
		switch {
		case r == '\\':
			return errors.New(`expected '/' between folders, found '\'`)
		case r < ' ':
			return errors.New("expected a path without control characters")
		case strings.ContainsRune(`"*:<>?|`, r):
			return fmt.Errorf("expected a path without '%c'", r)
		}
	}
	if last := p[len(p)-1]; last == ' ' || last == '.' {
		return fmt.Errorf("expected a path that does not end in '%c'", last)
	}
	return nil
}

var (
	// segment is a part of a repository's path, tagName a tag; source:
	// Azure/bicep, OciArtifactReferenceFacts.
	segment = pattern.Lazy(`^[a-z0-9]+([._-][a-z0-9]+)*$`)
	tagName = pattern.Lazy(`^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$`)
	digest  = pattern.Lazy(`^sha256:[a-f0-9]{64}$`)
	host    = pattern.Lazy(`^[a-zA-Z0-9.\[\]:_-]{1,255}$`)
	// specName is the name of a template spec, its version or its group.
	specName = pattern.Lazy(`^[-\pL\pN_.()]{0,89}[-\pL\pN_()]$`)
	guid     = pattern.Lazy(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

// maxRepository is how long a repository's path may be; source: Azure/bicep,
// OciArtifactReferenceFacts.
const maxRepository = 255

// registryModule returns the folder in the cache for a module of a registry:
// "registry/repository:tag" or "registry/repository@digest", where an alias
// may stand for the registry and the begin of the repository.
func (c *Config) registryModule(alias, address string) (string, error) {
	if alias != "" {
		registry, ok := c.text("moduleAliases", "br", alias, "registry")
		if !ok {
			return "", noAlias("br", alias, "registry")
		}
		if modulePath, _ := c.text("moduleAliases", "br", alias, "modulePath"); modulePath != "" {
			registry += "/" + modulePath
		}
		address = registry + "/" + address
	}
	registry, rest, ok := strings.Cut(address, "/")
	if !ok || !host().MatchString(registry) || strings.Contains(registry, "..") {
		return "", fmt.Errorf("expected 'br:registry/path:tag', found 'br:%s'", address)
	}
	i := strings.IndexAny(rest, ":@")
	if i < 0 {
		return "", fmt.Errorf("expected a tag or a digest at the end of 'br:%s'", address)
	}
	repository, version := rest[:i], rest[i+1:]
	for s := range strings.SplitSeq(repository, "/") {
		if !segment().MatchString(s) || len(repository) > maxRepository {
			return "", fmt.Errorf("expected a path in lower case in 'br:%s', found '%s'", address, s)
		}
	}
	folder, err := versionFolder(rest[i], version)
	if err != nil {
		return "", err
	}
	return path.Join("br", registryFolder(registry), strings.ReplaceAll(repository, "/", "$"), folder), nil
}

func versionFolder(delimiter byte, version string) (string, error) {
	if delimiter == '@' {
		if !digest().MatchString(version) {
			return "", fmt.Errorf("expected a digest as 'sha256:' and 64 hexadecimal digits, found '%s'", version)
		}
		return strings.ReplaceAll(version, ":", "#"), nil
	}
	if !tagName().MatchString(version) {
		return "", fmt.Errorf("expected a tag of at most 128 letters, digits, '.', '_' and '-', found '%s'", version)
	}
	return encodeTag(version), nil
}

// templateSpec returns the folder in the cache for a template spec:
// "subscription/group/name:version", where an alias may stand for the first
// two.
func (c *Config) templateSpec(alias, address string) (string, error) {
	if alias != "" {
		subscription, ok := c.text("moduleAliases", "ts", alias, "subscription")
		group, okGroup := c.text("moduleAliases", "ts", alias, "resourceGroup")
		if !ok || !okGroup {
			return "", noAlias("ts", alias, "subscription and resourceGroup")
		}
		address = subscription + "/" + group + "/" + address
	}
	parts := strings.Split(address, "/")
	if len(parts) != 3 {
		return "", fmt.Errorf("expected 'ts:subscription/group/name:version', found 'ts:%s'", address)
	}
	name, version, _ := strings.Cut(parts[2], ":")
	if !guid().MatchString(parts[0]) {
		return "", fmt.Errorf("expected the id of a subscription in 'ts:%s', found '%s'", address, parts[0])
	}
	for _, s := range []string{parts[1], name, version} {
		if !specName().MatchString(s) {
			return "", fmt.Errorf("expected 'ts:subscription/group/name:version', found '%s' in 'ts:%s'", s, address)
		}
	}
	return path.Join("ts", strings.ToLower(parts[0]), strings.ToLower(parts[1]), strings.ToLower(name), strings.ToLower(version)), nil
}

func noAlias(scheme, alias, keys string) error {
	return unavailable{fmt.Sprintf("no bicepconfig.json gives the alias '%s' of '%s' a %s", alias, scheme, keys)}
}

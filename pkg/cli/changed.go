package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/changes"
	"github.com/hublint/hublint/pkg/lint"
)

// changesSince returns the lines that --new-from asks for; nil for all.
func changesSince(c *cli.Context, dir string) (lint.Changes, error) {
	revision := c.String(newFlag)
	if revision == "" {
		return nil, nil
	}
	lines, err := changes.Since(c.Context, dir, revision)
	if err != nil {
		return nil, fmt.Errorf("--%s: %w", newFlag, err)
	}
	return lines, nil
}

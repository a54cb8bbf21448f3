package cli

import "github.com/urfave/cli/v2"

// Commands returns all commands, for tests that hold the scripts to them.
func Commands() []*cli.Command { return newApp(Streams{}).Commands }

// FormatsOf returns the formats that a command can print.
func FormatsOf(c *cli.Command) []string { return formatsOf(c) }

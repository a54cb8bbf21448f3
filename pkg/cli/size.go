package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/session"
)

func (a *app) sizeCommand() *cli.Command {
	return &cli.Command{
		Name:      "size",
		Usage:     "find the tier, size and units that carry a workload",
		UsageText: "hublint size --devices 50000 --messages-per-device-per-day 288 --message-bytes 900",
		Flags:     append(sizeFlags(), workloadFlags()...),
		Action:    a.size,
	}
}

func sizeFlags() []cli.Flag {
	return []cli.Flag{
		formatFlag(tableFormats()),
		&cli.BoolFlag{Name: "explain", Usage: "show the arithmetic line by line, with its sources"},
		configFlag(),
		&cli.StringFlag{Name: "environment", Value: "production", Usage: "size for production, or for development, where Free will do"},
		&cli.StringSliceFlag{Name: "price", Usage: "price of a unit and month, as `EDITION=PRICE`"},
		&cli.StringFlag{Name: "currency", Usage: "`CURRENCY` of the prices"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour the text: auto, always, never"},
	}
}

// workloadFlags has a flag for each key of the workload.
func workloadFlags() []cli.Flag {
	flags := make([]cli.Flag, len(capacity.Keys()))
	for i, k := range capacity.Keys() {
		flags[i] = &cli.StringFlag{Name: flagOf(k.Name), Usage: k.Help + " (`" + placeholder(k) + "`)", Category: "Workload"}
	}
	return flags
}

// flagOf returns the flag of a key of the workload.
func flagOf(key string) string { return strings.ReplaceAll(key, "_", "-") }

func placeholder(k capacity.Key) string {
	switch k.Kind {
	case capacity.Count, capacity.Rate:
		return "N"
	case capacity.Time:
		return "TIME"
	case capacity.Word:
		return strings.Join(k.Allowed, "|")
	case capacity.Words:
		return "NAME,…"
	}
	return ""
}

func (a *app) size(c *cli.Context) error {
	if err := errors.Join(choice(c, "format", tableFormats()...), choice(c, "environment", "production", "development"),
		choice(c, "color", "auto", "always", "never")); err != nil {
		return err
	}
	if c.NArg() > 0 {
		return fmt.Errorf("size: expected flags only, found %q", c.Args().First())
	}
	w, o, err := a.declared(c)
	if err != nil {
		return err
	}
	plan, err := capacity.NewPlan(w, o)
	if err != nil {
		return asFlag(err)
	}
	form := report.SizeOptions{Version: c.App.Version, Color: colored(c.String("color"), a.streams.Out), Explain: c.Bool("explain")}
	switch c.String("format") {
	case "json":
		return report.SizeJSON(a.streams.Out, plan, form)
	case "markdown":
		return report.SizeMarkdown(a.streams.Out, plan, form)
	}
	return report.SizeText(a.streams.Out, plan, form)
}

// declared returns the workload, the environment and the prices of the
// configuration file, with those of the flags over them.
func (a *app) declared(c *cli.Context) (*capacity.Workload, capacity.Options, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, capacity.Options{}, err
	}
	setup, err := session.Configure(session.Options{Dir: dir, Paths: []string{"."}, Config: c.String("config")})
	if err != nil {
		return nil, capacity.Options{}, err
	}
	if len(setup.Diagnostics) > 0 {
		report.WriteDiagnostics(a.streams.Err, setup.Diagnostics, colored(c.String("color"), a.streams.Err))
		return nil, capacity.Options{}, exitError(ExitBroken)
	}
	w, prices := setup.Config.Workload, setup.Config.Prices
	if w == nil {
		w = &capacity.Workload{}
	}
	var errs []error
	for _, k := range capacity.Keys() {
		if c.IsSet(flagOf(k.Name)) {
			errs = append(errs, asFlag(w.Set(k.Name, c.String(flagOf(k.Name)))))
		}
	}
	for _, text := range c.StringSlice("price") {
		name, price, ok := strings.Cut(text, "=")
		if !ok || name == "currency" {
			errs = append(errs, fmt.Errorf("--price: expected EDITION=PRICE, found %q", text))
			continue
		}
		if err := prices.Set(name, price); err != nil {
			errs = append(errs, fmt.Errorf("--price %w", err))
		}
	}
	if c.IsSet("currency") {
		errs = append(errs, asFlag(prices.Set("currency", c.String("currency"))))
	}
	environment := setting(c, "environment", string(setup.Config.Environment))
	return w, capacity.Options{Development: environment == string(config.Development), Prices: prices}, errors.Join(errs...)
}

// asFlag names the flag where an error names a key.
func asFlag(err error) error {
	var wrong *capacity.KeyError
	if errors.As(err, &wrong) {
		return fmt.Errorf("--%s: %s", flagOf(wrong.Key), wrong.Message)
	}
	return err
}

package capacity

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Workload is what a solution asks of its hubs, as people declare it below
// "workload" of the configuration. Whatever is not declared stays unknown.
// Numbers of operations are those of an average day; PeakFactor says how much
// more the busiest minute brings. Growth multiplies the devices and with them
// all that devices do, but not what the back end does of its own accord.
type Workload struct {
	Devices                 Number   `yaml:"devices"`
	ModulesPerDevice        Number   `yaml:"modules_per_device"`
	Growth                  Number   `yaml:"growth"`
	MessagesPerDevicePerDay Number   `yaml:"messages_per_device_per_day"`
	MessageBytes            Number   `yaml:"message_bytes"`
	PeakFactor              Number   `yaml:"peak_factor"`
	ReconnectWindow         Duration `yaml:"reconnect_window"`

	CloudToDevicePerDevicePerDay Number `yaml:"cloud_to_device_per_device_per_day"`
	CloudToDeviceBytes           Number `yaml:"cloud_to_device_bytes"`
	DirectMethodsPerDevicePerDay Number `yaml:"direct_methods_per_device_per_day"`
	DirectMethodBytes            Number `yaml:"direct_method_bytes"`
	DirectMethodResponseBytes    Number `yaml:"direct_method_response_bytes"`
	TwinReadsPerDevicePerDay     Number `yaml:"twin_reads_per_device_per_day"`
	TwinBytes                    Number `yaml:"twin_bytes"`
	TwinUpdatesPerDevicePerDay   Number `yaml:"twin_updates_per_device_per_day"`
	TwinUpdateBytes              Number `yaml:"twin_update_bytes"`
	FileUploadsPerDevicePerDay   Number `yaml:"file_uploads_per_device_per_day"`

	QueriesPerDay                 Number `yaml:"queries_per_day"`
	QueryResultBytes              Number `yaml:"query_result_bytes"`
	JobOperationsPerDay           Number `yaml:"job_operations_per_day"`
	ConfigurationOperationsPerDay Number `yaml:"configuration_operations_per_day"`
	RegistryOperationsPerDay      Number `yaml:"registry_operations_per_day"`

	ProvisioningBurst  Number   `yaml:"provisioning_burst"`
	ProvisioningWindow Duration `yaml:"provisioning_window"`

	Attestation   string   `yaml:"attestation"`
	DevicesOn     string   `yaml:"devices_on"`
	OfflineWindow Duration `yaml:"offline_window"`
	RTO           Duration `yaml:"rto"`
	// Features that the solution uses; nil if that is not declared, empty if
	// it is declared to use none that tiers differ in.
	Features []string `yaml:"features"`
}

// Kind says what a key of the workload takes.
type Kind uint8

// The kinds of keys.
const (
	// Count is a whole number.
	Count Kind = iota
	// Rate is a number that may have a fraction.
	Rate
	// Time is a duration: 90s, 10m, 1h30m, 3d.
	Time
	// Word is one of the allowed words.
	Word
	// Words is a list of allowed words.
	Words
)

// Key is one key of the workload.
type Key struct {
	Name string
	Kind Kind
	// Help says in a few words what the key means.
	Help string
	// Min and Max bound numbers; in seconds they bound durations.
	Min, Max int64
	// Allowed are the words a Word or Words key takes.
	Allowed []string
	field   func(*Workload) any
}

// KeyError is a value that a key of the workload does not take.
type KeyError struct {
	Key string
	// Message is "expected X, found Y".
	Message string
}

func (e *KeyError) Error() string { return e.Key + ": " + e.Message }

// Set gives a key its value, from text; the items of a list are divided by
// commas. The error is a *KeyError.
func (w *Workload) Set(name, text string) error {
	k, ok := keyOf(name)
	if !ok {
		return unknownKey(name, keyNames())
	}
	switch f := k.field(w).(type) {
	case *Number:
		r, ok := parseNumber(text)
		if !ok || k.Kind == Count && !r.IsInt() || !k.within(r) {
			return k.wrong(text)
		}
		f.rat = r
	case *Duration:
		d, ok := parseDuration(text)
		if !ok || !k.within(whole(int64(d))) {
			return k.wrong(text)
		}
		*f = d
	case *string:
		if !slices.Contains(k.Allowed, text) {
			return k.wrong(text)
		}
		*f = text
	case *[]string:
		return k.setWords(f, text)
	}
	return nil
}

func (k Key) setWords(f *[]string, text string) error {
	words := []string{}
	for _, word := range strings.Split(text, ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		if !slices.Contains(k.Allowed, word) {
			return k.wrong(word)
		}
		words = append(words, word)
	}
	slices.Sort(words)
	*f = slices.Compact(words)
	return nil
}

func (k Key) within(r *big.Rat) bool {
	return r.Cmp(whole(k.Min)) >= 0 && r.Cmp(whole(k.Max)) <= 0
}

// Expects says what the key takes: "a whole number from 1 to 262,144".
func (k Key) Expects() string {
	low, high := Decimal(whole(k.Min), 0), Decimal(whole(k.Max), 0)
	switch k.Kind {
	case Count:
		return "a whole number from " + low + " to " + high
	case Rate:
		return "a number from " + low + " to " + high
	case Time:
		return fmt.Sprintf("a duration from %s to %s, such as 10m or 1h30m", Duration(k.Min), Duration(k.Max))
	}
	return "one of " + strings.Join(k.Allowed, ", ")
}

// wrong says what a key takes and what it was given. Of many words it names the
// one that was likely meant.
func (k Key) wrong(text string) error {
	expected := k.Expects()
	if k.Kind >= Word {
		if near := nearest(text, k.Allowed); near != "" {
			expected = near + " or another of " + fmt.Sprint(len(k.Allowed)) + " words"
		}
	}
	message := "expected " + expected + ", found " + quoted(text)
	if k.Name == "growth" {
		message += " (1.3 is 30 % more)"
	}
	return &KeyError{k.Name, message}
}

func unknownKey(name string, known []string) error {
	message := "unknown key"
	if near := nearest(name, known); near != "" {
		message += "; did you mean " + near + "?"
	}
	return &KeyError{shorten(name), message}
}

func quoted(text string) string {
	if strings.TrimSpace(text) == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", shorten(text))
}

func shorten(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// nearest returns the word most like a misspelt one, empty if none is.
func nearest(word string, words []string) string {
	word = shorten(word)
	best, distance := "", 2+len(word)/6
	for _, w := range words {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), w); d < distance {
			best, distance = w, d
		}
	}
	return best
}

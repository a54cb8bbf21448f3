package azure

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Source says where figures come from and of what day they are.
type Source struct {
	Source string `json:"source"`
	Date   string `json:"date"`
}

// Edition is what one unit of an IoT hub carries.
type Edition struct {
	// Name is that of the SKU: F1, B1, S3.
	Name string `json:"-"`
	// Tier is free, basic or standard.
	Tier string `json:"tier"`
	// Size is 1, 2 or 3; throttles go by it.
	Size           int   `json:"size"`
	MessagesPerDay int64 `json:"messages_per_day"`
	MaxUnits       int64 `json:"max_units"`
	// MeterBytes is the size of the blocks that count as one message.
	MeterBytes int64 `json:"meter_bytes"`
}

// Throttle is a rate that a hub allows: the larger of Floor and PerUnit times
// its units.
type Throttle struct {
	PerUnit int64 `json:"per_unit"`
	Floor   int64 `json:"floor"`
}

// HubFacts are the figures of IoT Hub and of the Device Provisioning Service.
type HubFacts struct {
	SKUs struct {
		Source
		ByName map[string]Edition `json:"by_name"`
	} `json:"skus"`
	Metering struct {
		Source
		MessagesPerFileUpload int64 `json:"messages_per_file_upload"`
		MethodThrottleBytes   int64 `json:"method_throttle_bytes"`
	} `json:"metering"`
	// Throttles by size and name, the name ending in "_per_second" or
	// "_per_minute".
	Throttles struct {
		Source
		BySize map[string]map[string]Throttle `json:"by_size"`
	} `json:"throttles"`
	// Features by tier, and by edition where only some of a tier have them.
	// Of those in Unverified no source says that they work in a tier.
	Features struct {
		Source
		ByTier     map[string][]string `json:"by_tier"`
		ByEdition  map[string][]string `json:"by_edition"`
		Unverified map[string][]string `json:"unverified"`
	} `json:"features"`
	Limits struct {
		Source
		Hub HubLimits `json:"hub"`
		DPS DPSLimits `json:"dps"`
	} `json:"limits"`
}

// HubLimits are limits of one hub.
type HubLimits struct {
	Devices                   int64 `json:"devices"`
	DevicesWithDeviceRegistry int64 `json:"devices_with_device_registry"`
	PaidHubsPerSubscription   int64 `json:"paid_hubs_per_subscription"`
	FreeHubsPerSubscription   int64 `json:"free_hubs_per_subscription"`
}

// DPSLimits are limits of one provisioning service.
type DPSLimits struct {
	ServicesPerSubscription int64 `json:"services_per_subscription"`
	Registrations           int64 `json:"registrations"`
	RegistrationsPerMinute  int64 `json:"registrations_per_minute"`
	LinkedHubs              int64 `json:"linked_hubs"`
}

// ReadHubFacts reads the figures from their data files.
func ReadHubFacts() (*HubFacts, error) {
	var facts HubFacts
	for _, file := range []string{"skus.json", "limits.json"} {
		data, err := factFiles.ReadFile(path.Join("facts", file))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &facts); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return &facts, nil
}

// Editions returns all editions: by tier from free to standard, then by size.
func (f *HubFacts) Editions() []Edition {
	out := make([]Edition, 0, len(f.SKUs.ByName))
	for name, e := range f.SKUs.ByName {
		e.Name = name
		out = append(out, e)
	}
	tiers := []string{"free", "basic", "standard"}
	slices.SortFunc(out, func(a, b Edition) int {
		if d := slices.Index(tiers, a.Tier) - slices.Index(tiers, b.Tier); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// Throttle returns a throttle of an edition by its name.
func (f *HubFacts) Throttle(e Edition, name string) (Throttle, bool) {
	t, ok := f.Throttles.BySize[fmt.Sprint(e.Size)][name]
	return t, ok
}

// FeatureNames returns the names of all features, sorted.
func (f *HubFacts) FeatureNames() []string {
	var out []string
	for _, list := range f.Features.ByTier {
		out = append(out, list...)
	}
	for name := range f.Features.ByEdition {
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Support says whether an edition has a feature.
type Support uint8

// The answers.
const (
	// Lacking: the edition does not have the feature.
	Lacking Support = iota
	// Supported: it has.
	Supported
	// Unverified: no source says.
	Unverified
)

// Supports returns whether an edition has a feature.
func (f *HubFacts) Supports(e Edition, feature string) Support {
	switch {
	case slices.Contains(f.Features.ByTier[e.Tier], feature), slices.Contains(f.Features.ByEdition[feature], e.Name):
		return Supported
	case slices.Contains(f.Features.Unverified[e.Tier], feature):
		return Unverified
	}
	return Lacking
}

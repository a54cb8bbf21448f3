package capacity

// Bounds of what a workload may declare. They keep every sum within what can
// be counted, and are far beyond what one solution has.
const (
	maxDevices = 1_000_000_000
	maxDaily   = 10_000_000
	maxYears   = 10 * 365 * 86400
)

// Keys returns the keys of the workload in the order to show them.
func Keys() []Key { return keys }

var keys = []Key{
	{Name: "devices", Help: "devices today", Max: maxDevices, field: func(w *Workload) any { return &w.Devices }},
	{Name: "modules_per_device", Help: "module identities a device has", Max: 50, field: func(w *Workload) any { return &w.ModulesPerDevice }},
	{Name: "growth", Kind: Rate, Help: "factor of growth to be ready for: 1.3 is 30 % more devices", Min: 1, Max: 1000, field: func(w *Workload) any { return &w.Growth }},
	{Name: "messages_per_device_per_day", Kind: Rate, Help: "device-to-cloud messages of a device in a day", Max: maxDaily, field: func(w *Workload) any { return &w.MessagesPerDevicePerDay }},
	{Name: "message_bytes", Help: "size of a device-to-cloud message", Min: 1, Max: 262_144, field: func(w *Workload) any { return &w.MessageBytes }},
	{Name: "peak_factor", Kind: Rate, Help: "busiest minute against the average", Min: 1, Max: 1440, field: func(w *Workload) any { return &w.PeakFactor }},
	{Name: "reconnect_window", Kind: Time, Help: "how fast all devices must be back after an outage", Min: 1, Max: maxYears, field: func(w *Workload) any { return &w.ReconnectWindow }},

	{Name: "cloud_to_device_per_device_per_day", Kind: Rate, Help: "cloud-to-device messages to a device in a day", Max: maxDaily, field: func(w *Workload) any { return &w.CloudToDevicePerDevicePerDay }},
	{Name: "cloud_to_device_bytes", Help: "size of a cloud-to-device message", Min: 1, Max: 65_536, field: func(w *Workload) any { return &w.CloudToDeviceBytes }},
	{Name: "direct_methods_per_device_per_day", Kind: Rate, Help: "direct methods invoked on a device in a day", Max: maxDaily, field: func(w *Workload) any { return &w.DirectMethodsPerDevicePerDay }},
	{Name: "direct_method_bytes", Help: "size of a method's request", Min: 1, Max: 131_072, field: func(w *Workload) any { return &w.DirectMethodBytes }},
	{Name: "direct_method_response_bytes", Help: "size of a method's response", Min: 1, Max: 131_072, field: func(w *Workload) any { return &w.DirectMethodResponseBytes }},
	{Name: "twin_reads_per_device_per_day", Kind: Rate, Help: "reads of a device's twin in a day, by device and back end", Max: maxDaily, field: func(w *Workload) any { return &w.TwinReadsPerDevicePerDay }},
	{Name: "twin_bytes", Help: "size of a twin when it is read", Min: 1, Max: 262_144, field: func(w *Workload) any { return &w.TwinBytes }},
	{Name: "twin_updates_per_device_per_day", Kind: Rate, Help: "updates of a device's twin in a day, by device and back end", Max: maxDaily, field: func(w *Workload) any { return &w.TwinUpdatesPerDevicePerDay }},
	{Name: "twin_update_bytes", Help: "size of an update of a twin", Min: 1, Max: 262_144, field: func(w *Workload) any { return &w.TwinUpdateBytes }},
	{Name: "file_uploads_per_device_per_day", Kind: Rate, Help: "file uploads of a device in a day", Max: maxDaily, field: func(w *Workload) any { return &w.FileUploadsPerDevicePerDay }},

	{Name: "queries_per_day", Kind: Rate, Help: "twin queries of the back end in a day", Max: maxDevices, field: func(w *Workload) any { return &w.QueriesPerDay }},
	{Name: "query_result_bytes", Help: "size of a query's result", Min: 1, Max: 16_777_216, field: func(w *Workload) any { return &w.QueryResultBytes }},
	{Name: "job_operations_per_day", Kind: Rate, Help: "operations on devices by jobs in a day; count them as twin updates or methods too", Max: maxDevices, field: func(w *Workload) any { return &w.JobOperationsPerDay }},
	{Name: "configuration_operations_per_day", Kind: Rate, Help: "changes to configurations and edge deployments in a day", Max: maxDevices, field: func(w *Workload) any { return &w.ConfigurationOperationsPerDay }},
	{Name: "registry_operations_per_day", Kind: Rate, Help: "identity registry operations of the back end in a day", Max: maxDevices, field: func(w *Workload) any { return &w.RegistryOperationsPerDay }},

	{Name: "provisioning_burst", Help: "devices that register with DPS at once", Max: maxDevices, field: func(w *Workload) any { return &w.ProvisioningBurst }},
	{Name: "provisioning_window", Kind: Time, Help: "how long that burst may take", Min: 1, Max: maxYears, field: func(w *Workload) any { return &w.ProvisioningWindow }},

	{Name: "attestation", Kind: Word, Help: "how devices prove who they are", Allowed: []string{"x509", "tpm", "key"}, field: func(w *Workload) any { return &w.Attestation }},
	{Name: "devices_on", Kind: Word, Help: "the network devices come from", Allowed: []string{"internet", "private"}, field: func(w *Workload) any { return &w.DevicesOn }},
	{Name: "offline_window", Kind: Time, Help: "how long a device may sleep", Min: 1, Max: maxYears, field: func(w *Workload) any { return &w.OfflineWindow }},
	{Name: "rto", Kind: Time, Help: "how long the solution may be down", Min: 1, Max: maxYears, field: func(w *Workload) any { return &w.RTO }},
	{Name: "features", Kind: Words, Help: "what the solution uses", Allowed: features, field: func(w *Workload) any { return &w.Features }},
}

// features are the names of what tiers may differ in, as in the table of
// facts; a test holds the two together.
var features = []string{
	"cloud-to-device", "device-management", "device-registry", "device-streams", "device-update", "direct-methods", "dps", "edge", "enrichments",
	"event-grid", "file-upload", "identity", "jobs", "monitoring", "plug-and-play", "routing", "telemetry", "twins",
}

func keyOf(name string) (Key, bool) {
	for _, k := range keys {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

func keyNames() []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.Name
	}
	return names
}

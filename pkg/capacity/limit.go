package capacity

import "github.com/hublint/hublint/pkg/azure"

// Limit is something a hub has only so much of.
type Limit struct {
	// Name is a stable word: "daily-quota".
	Name string
	// Title says what is limited, for people.
	Title string
	// Unit is what it is counted in: "blocks a day".
	Unit string
	// Short is Unit in a table: "/day".
	Short string
	// throttle is the name of the figure in the table of throttles, empty
	// for the daily quota and the number of devices.
	throttle string
	// seconds is the time a throttle is counted in.
	seconds int64
	// EveryHub says that each hub has to do all of it, not a share: a query
	// has to ask every hub.
	EveryHub bool
}

// The limits that are no throttles.
var (
	dailyQuota  = Limit{Name: "daily-quota", Title: "daily quota", Unit: "messages a day", Short: "/day"}
	deviceLimit = Limit{Name: "devices", Title: "devices and modules", Unit: "identities", Short: ""}
)

// The throttles.
var (
	sendRate          = perSecond("send-rate", "device-to-cloud sends", "sends_per_second")
	connectionRate    = perSecond("connection-rate", "new connections", "connections_per_second")
	cloudToDeviceRate = perMinute("cloud-to-device-rate", "cloud-to-device sends", "cloud_to_device_per_minute")
	methodRate        = Limit{Name: "method-rate", Title: "direct methods", Unit: "bytes a second", Short: " B/s", throttle: "method_bytes_per_second", seconds: 1}
	twinReadRate      = perSecond("twin-read-rate", "twin reads", "twin_reads_per_second")
	twinUpdateRate    = perSecond("twin-update-rate", "twin updates", "twin_updates_per_second")
	fileUploadRate    = perMinute("file-upload-rate", "file uploads", "file_uploads_per_minute")
	queryRate         = everyHub(perMinute("query-rate", "twin queries", "queries_per_minute"))
	jobRate           = perSecond("job-rate", "operations of jobs", "job_operations_per_second")
	configurationRate = everyHub(perMinute("configuration-rate", "changes to configurations", "configurations_per_minute"))
	registryRate      = perMinute("registry-rate", "registry operations", "registry_per_minute")
)

func perSecond(name, title, throttle string) Limit {
	return Limit{Name: name, Title: title, Unit: "a second", Short: "/s", throttle: throttle, seconds: 1}
}

func perMinute(name, title, throttle string) Limit {
	return Limit{Name: name, Title: title, Unit: "a minute", Short: "/min", throttle: throttle, seconds: 60}
}

func everyHub(l Limit) Limit {
	l.EveryHub = true
	return l
}

// ofDay writes how often the time of a throttle goes into a day.
func (l Limit) ofDay() string {
	return count(secondsPerDay/l.seconds) + map[int64]string{1: " s", 60: " min"}[l.seconds]
}

// operation is something that devices or the back end do.
type operation struct {
	name, title string
	// count is how often it happens in a day: for each device, or in all.
	count     func(*Workload) Number
	perDevice bool
	// key is where the count is declared.
	key string
	// charged are the parts of which each counts in blocks of its own.
	charged []part
	// fixed is what it counts for whatever its size, in place of charged.
	fixed func(*azure.HubFacts) int64
	// limit is the throttle it falls under.
	limit Limit
	// feature that a tier must have; empty if all have it.
	feature string
}

// part is a message whose size counts.
type part struct {
	title string
	size  func(*Workload) Number
	key   string
}

// operations in the order to show them.
var operations = []operation{
	{
		name: "messages", title: "device-to-cloud messages", perDevice: true, limit: sendRate, feature: "telemetry",
		key: "messages_per_device_per_day", count: func(w *Workload) Number { return w.MessagesPerDevicePerDay },
		charged: []part{{"message", func(w *Workload) Number { return w.MessageBytes }, "message_bytes"}},
	},
	{
		name: "cloud-to-device", title: "cloud-to-device messages", perDevice: true, limit: cloudToDeviceRate, feature: "cloud-to-device",
		key: "cloud_to_device_per_device_per_day", count: func(w *Workload) Number { return w.CloudToDevicePerDevicePerDay },
		charged: []part{{"message", func(w *Workload) Number { return w.CloudToDeviceBytes }, "cloud_to_device_bytes"}},
	},
	{
		name: "direct-methods", title: "direct methods", perDevice: true, limit: methodRate, feature: "direct-methods",
		key: "direct_methods_per_device_per_day", count: func(w *Workload) Number { return w.DirectMethodsPerDevicePerDay },
		charged: []part{
			{"request", func(w *Workload) Number { return w.DirectMethodBytes }, "direct_method_bytes"},
			{"response", func(w *Workload) Number { return w.DirectMethodResponseBytes }, "direct_method_response_bytes"},
		},
	},
	{
		name: "twin-reads", title: "twin reads", perDevice: true, limit: twinReadRate, feature: "twins",
		key: "twin_reads_per_device_per_day", count: func(w *Workload) Number { return w.TwinReadsPerDevicePerDay },
		charged: []part{{"twin", func(w *Workload) Number { return w.TwinBytes }, "twin_bytes"}},
	},
	{
		name: "twin-updates", title: "twin updates", perDevice: true, limit: twinUpdateRate, feature: "twins",
		key: "twin_updates_per_device_per_day", count: func(w *Workload) Number { return w.TwinUpdatesPerDevicePerDay },
		charged: []part{{"update", func(w *Workload) Number { return w.TwinUpdateBytes }, "twin_update_bytes"}},
	},
	{
		name: "file-uploads", title: "file uploads", perDevice: true, limit: fileUploadRate, feature: "file-upload",
		key: "file_uploads_per_device_per_day", count: func(w *Workload) Number { return w.FileUploadsPerDevicePerDay },
		fixed: func(f *azure.HubFacts) int64 { return f.Metering.MessagesPerFileUpload },
	},
	{
		name: "queries", title: "twin queries", limit: queryRate,
		key: "queries_per_day", count: func(w *Workload) Number { return w.QueriesPerDay },
		charged: []part{{"result", func(w *Workload) Number { return w.QueryResultBytes }, "query_result_bytes"}},
	},
	{
		name: "job-operations", title: "operations of jobs", limit: jobRate, feature: "jobs",
		key: "job_operations_per_day", count: func(w *Workload) Number { return w.JobOperationsPerDay },
	},
	{
		name: "configuration-operations", title: "changes to configurations", limit: configurationRate, feature: "device-management",
		key: "configuration_operations_per_day", count: func(w *Workload) Number { return w.ConfigurationOperationsPerDay },
	},
	{
		name: "registry-operations", title: "registry operations", limit: registryRate,
		key: "registry_operations_per_day", count: func(w *Workload) Number { return w.RegistryOperationsPerDay },
	},
}

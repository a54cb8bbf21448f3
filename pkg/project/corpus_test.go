package project_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// corpus returns a folder of public files; the test is skipped without it.
func corpus(t *testing.T, repository string) string {
	t.Helper()
	dir := os.Getenv("HUBLINT_CORPUS")
	if dir == "" {
		t.Skip("HUBLINT_CORPUS names no folder")
	}
	dir = filepath.Join(dir, repository)
	if _, err := os.Stat(dir); err != nil {
		t.Skip(err)
	}
	return dir
}

// load reads the only unit of a path.
func load(t *testing.T, dir, p string) (*graph.Graph, []source.Diagnostic) {
	t.Helper()
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	found, diags := project.Find(reader, project.Options{Paths: []string{p}})
	if len(found.Units) != 1 {
		t.Fatalf("%s: %d units, %v", p, len(found.Units), diags)
	}
	l := found.Load(found.Units[0])
	if len(l.Graphs) != 1 {
		t.Fatalf("%s: %d graphs, %v", p, len(l.Graphs), l.Diagnostics)
	}
	return l.Graphs[0], slices.Concat(diags, l.Diagnostics)
}

// The samples of Azure's reference are written in Bicep and in Terraform for
// azapi: both declare the same resources.
func TestSamplesAgree(t *testing.T) {
	dir := corpus(t, "Azure+template-reference-generator")
	pairs, different := 0, 0
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.Name() != "main.tf" {
			return err
		}
		folder := filepath.Dir(p)
		if _, err := os.Stat(filepath.Join(folder, "main.bicep")); err != nil {
			return nil
		}
		pairs++
		b, _ := load(t, folder, "main.bicep")
		tf, diags := load(t, folder, "main.tf")
		want, got := declared(b), declared(tf)
		rel, _ := filepath.Rel(dir, folder)
		if source.HasErrors(diags) {
			t.Errorf("%s: %v", rel, diags)
		}
		key := strings.TrimPrefix(filepath.ToSlash(rel), "settings/remarks/microsoft.")
		reason, known := unlike[key]
		switch same := slices.Equal(want, got); {
		case same && known:
			t.Errorf("%s: agrees now; take it off the list (%s)", key, reason)
		case !same && !known:
			t.Errorf("%s\n\tbicep     %s\n\tterraform %s", key, strings.Join(minus(want, got), ", "), strings.Join(minus(got, want), ", "))
		case !same:
			different++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pairs, %d differ", pairs, different)
}

// The ways in which samples differ in their two languages.
const (
	byAction   = "Terraform calls the API by azapi_resource_action"
	undeclared = "the Bicep file names a symbol that it does not declare"
	others     = "the two files name or declare different resources"
	noParent   = "the Bicep file leaves out the parent in the name"
	cutNames   = "the Bicep file cuts names by a function of an unknown"
)

// unlike are the samples that declare different things in their two languages,
// by their folder.
var unlike = map[string]string{
	"aadiam/samples/diagnosticsettings":                                                                 others,
	"advisor/samples/recommendations/suppressions":                                                      noParent,
	"apimanagement/samples/service/gateways/certificateauthorities":                                     undeclared,
	"apimanagement/samples/service/products/tags":                                                       undeclared,
	"appplatform/samples/spring/buildservices/builders/buildpackbindings":                               noParent,
	"appplatform/samples/spring/buildservices/builders":                                                 noParent,
	"automation/samples/automationaccounts/runbooks/draft":                                              byAction,
	"azureactivedirectory/samples/b2cdirectories":                                                       byAction,
	"billing/samples/billingaccounts/billingprofiles":                                                   noParent,
	"cdn/samples/profiles/rulesets/rules":                                                               others,
	"compute/samples/diskencryptionsets":                                                                byAction,
	"compute/samples/galleries/applications/versions":                                                   others,
	"datafactory/samples/factories/managedvirtualnetworks/managedprivateendpoints":                      byAction,
	"devcenter/samples/devcenters/catalogs":                                                             cutNames,
	"devcenter/samples/projects/environmenttypes":                                                       undeclared,
	"documentdb/samples/mongoclusters/users":                                                            undeclared,
	"eventgrid/samples/systemtopics/eventsubscriptions":                                                 noParent,
	"insights/samples/components/analyticsitems":                                                        byAction,
	"insights/samples/components/proactivedetectionconfigs":                                             byAction,
	"keyvault/samples/vaults/accesspolicies":                                                            byAction,
	"keyvault/samples/vaults/keys":                                                                      byAction,
	"keyvault/samples/vaults/secrets":                                                                   byAction,
	"logic/samples/integrationaccounts/assemblies":                                                      cutNames,
	"machinelearningservices/samples/workspaces/datastores":                                             cutNames,
	"machinelearningservices/samples/workspaces/outboundrules":                                          cutNames,
	"monitor/samples/accounts/privateendpointconnections":                                               undeclared,
	"recoveryservices/samples/vaults/backupfabrics/protectioncontainers/protecteditems":                 noParent,
	"recoveryservices/samples/vaults/backupstorageconfig":                                               others,
	"recoveryservices/samples/vaults/replicationfabrics/replicationnetworks/replicationnetworkmappings": noParent,
	"resources/samples/deployments":                                                                     cutNames,
	"sqlvirtualmachine/samples/sqlvirtualmachines/basic":                                                undeclared,
	"sqlvirtualmachine/samples/sqlvirtualmachines/sqlbestpracticesassessment":                           undeclared,
	"web/samples/sites/config":                                                                          byAction,
	"web/samples/sites/slots/config":                                                                    byAction,
	"web/samples/sourcecontrols":                                                                        others,
}

// declared returns the types and names a graph declares, sorted.
func declared(g *graph.Graph) []string {
	var out []string
	for _, r := range g.Resources {
		if strings.EqualFold(r.Type, "Microsoft.Resources/resourceGroups") || r.Existing || !strings.Contains(r.Type, "/") {
			continue
		}
		name := "?"
		if parts, ok := value.PartsOf(r.Body.Get("name")); ok {
			name = value.Render(parts)
		}
		out = append(out, r.Type+" "+name)
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

func minus(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

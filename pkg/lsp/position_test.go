package lsp

import (
	"net/url"
	"testing"
)

// Paths of Windows come back from their URIs, as editors write them.
func TestDrives(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///c%3A/a%20b/main.bicep":   "c:/a b/main.bicep",
		"file:///C:/a/main.bicep":         "C:/a/main.bicep",
		"file://server/share/main.bicep":  "//server/share/main.bicep",
		"file:///c%3A/%C3%A9/50%25%23.tf": "c:/é/50%#.tf",
	} {
		u, err := url.Parse(uri)
		if err != nil {
			t.Fatal(err)
		}
		got := onDrive(u)
		if got != want {
			t.Errorf("%s is %s, want %s", uri, got, want)
		}
		again, err := url.Parse(uriOf(got))
		if err != nil || onDrive(again) != want {
			t.Errorf("%s comes back as %s", want, uriOf(got))
		}
	}
}

package lint_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A value may be as long as a file; what is said of it is not.
func TestMessagesAreBounded(t *testing.T) {
	long := strings.Repeat("1.0 ", 100_000)
	r := lintTemplate(t, "resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {\n  name: '"+long+"'\n  properties: {minTlsVersion: '"+long+"'}\n}\n", false)
	if len(r.Findings) != 1 {
		t.Fatalf("%d findings", len(r.Findings))
	}
	f := r.Findings[0]
	if n := utf8.RuneCountInString(f.Message); n > 600 || !strings.Contains(f.Message, "…") {
		t.Errorf("a message of %d characters", n)
	}
	if n := utf8.RuneCountInString(f.Resource.Name); n > 600 {
		t.Errorf("a name of %d characters", n)
	}
}

package expr

import "testing"

func TestHashes(t *testing.T) {
	if got := uniqueString("asd-asdf-asdf"); got != "iizpqit7ih3cc" {
		t.Error(got)
	}
	if got := guid("asdf"); got != "228d27cc-6fdb-5934-b7ac-1efccebade04" {
		t.Error(got)
	}
}

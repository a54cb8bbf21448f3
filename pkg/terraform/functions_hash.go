package terraform

import (
	"crypto/md5"  //nolint:gosec // Terraform has this function; nothing is kept secret with it.
	"crypto/sha1" //nolint:gosec // as above
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"

	"github.com/google/uuid"

	"github.com/hublint/hublint/pkg/value"
)

var hashFunctions = map[string]builtin{
	"base64sha256": hashText(digestSHA256, base64.StdEncoding.EncodeToString),
	"base64sha512": hashText(digestSHA512, base64.StdEncoding.EncodeToString),
	"md5":          hashText(digestMD5, hex.EncodeToString),
	"sha1":         hashText(digestSHA1, hex.EncodeToString),
	"sha256":       hashText(digestSHA256, hex.EncodeToString),
	"sha512":       hashText(digestSHA512, hex.EncodeToString),
	"uuidv5":       uuidV5,
}

func digestMD5(b []byte) []byte    { d := md5.Sum(b); return d[:] }
func digestSHA1(b []byte) []byte   { d := sha1.Sum(b); return d[:] }
func digestSHA256(b []byte) []byte { d := sha256.Sum256(b); return d[:] }
func digestSHA512(b []byte) []byte { d := sha512.Sum512(b); return d[:] }

func hashText(digest func([]byte) []byte, encode func([]byte) string) builtin {
	return func(_ *invocation, args []value.Value) (value.Value, bool) {
		if len(args) != 1 {
			return value.Value{}, false
		}
		text, ok := asText(args[0])
		return value.OfString(encode(digest([]byte(text)))), ok
	}
}

// namespaces are the names that uuidv5 takes in place of a UUID.
var namespaces = map[string]uuid.UUID{
	"dns": uuid.NameSpaceDNS, "url": uuid.NameSpaceURL, "oid": uuid.NameSpaceOID, "x500": uuid.NameSpaceX500,
}

func uuidV5(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 {
		return value.Value{}, false
	}
	space, ok1 := args[0].Text()
	name, ok2 := args[1].Text()
	if !ok1 || !ok2 {
		return value.Value{}, false
	}
	namespace, ok := namespaces[space]
	if !ok {
		var err error
		if namespace, err = uuid.Parse(space); err != nil {
			return value.Value{}, false
		}
	}
	return value.OfString(uuid.NewSHA1(namespace, []byte(name)).String()), true
}

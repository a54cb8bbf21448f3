package expr

import (
	"crypto/sha1" //nolint:gosec // the algorithm of name-based UUIDs
	"encoding/binary"
	"encoding/hex"
	"math/bits"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// hashed returns a function of the texts of its arguments joined by "-".
func hashed(f func(string) string) func(*invocation, []value.Value) (value.Value, bool) {
	return func(_ *invocation, args []value.Value) (value.Value, bool) {
		texts := make([]string, len(args))
		for i, a := range args {
			s, ok := displayText(a)
			if !ok {
				return value.Value{}, false
			}
			texts[i] = s
		}
		return value.OfString(f(strings.Join(texts, "-"))), true
	}
}

// namespace is the UUID that guid makes its names in.
var namespace = [16]byte{0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30}

// guid returns the name-based UUID, version 5, of a text.
func guid(s string) string {
	sum := sha1.Sum(append(namespace[:], s...)) //nolint:gosec // not for secrecy
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:32]}, "-")
}

// uniqueString returns the thirteen letters of a 64-bit hash of a text.
func uniqueString(s string) string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	hash := murmur64([]byte(s))
	out := make([]byte, 13)
	for i := range out {
		out[i] = letters[hash>>59]
		hash <<= 5
	}
	return string(out)
}

// murmur64 is the hash of two 32-bit lanes that Azure's uniqueString is made
// of, in the manner of MurmurHash3.
func murmur64(data []byte) uint64 {
	const c1, c2 = 0x239b961b, 0xab0e9789
	var h1, h2 uint32
	n := uint32(len(data))
	for ; len(data) >= 8; data = data[8:] {
		h1 ^= bits.RotateLeft32(binary.LittleEndian.Uint32(data)*c1, 15) * c2
		h1 = (bits.RotateLeft32(h1, 19)+h2)*5 + 0x561ccd1b
		h2 ^= bits.RotateLeft32(binary.LittleEndian.Uint32(data[4:])*c2, 17) * c1
		h2 = (bits.RotateLeft32(h2, 13)+h1)*5 + 0x0bcaa747
	}
	var tail [8]byte
	copy(tail[:], data)
	if len(data) > 4 {
		h2 ^= bits.RotateLeft32(binary.LittleEndian.Uint32(tail[4:])*c2, 17) * c1
	}
	if len(data) > 0 {
		h1 ^= bits.RotateLeft32(binary.LittleEndian.Uint32(tail[:])*c1, 15) * c2
	}
	h1, h2 = h1^n, h2^n
	h1 += h2
	h2 += h1
	h1, h2 = avalanche(h1), avalanche(h2)
	h1 += h2
	h2 += h1
	return uint64(h2)<<32 | uint64(h1)
}

func avalanche(h uint32) uint32 {
	h = (h ^ h>>16) * 0x85ebca6b
	h = (h ^ h>>13) * 0xc2b2ae35
	return h ^ h>>16
}

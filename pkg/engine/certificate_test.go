package engine

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"testing"
	"time"
)

// issue returns a certificate in DER for a key, by itself.
func issue(t *testing.T, ca bool, key crypto.Signer) []byte {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Fleet root"}, IsCA: ca, BasicConstraintsValid: true,
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func ellipticKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func inPEM(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func inBase64(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// However a certificate is written, the same is read from it.
func TestCertificateForms(t *testing.T) {
	key := ellipticKey(t)
	der := issue(t, true, key)
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	whole := inPEM("CERTIFICATE", der)
	for _, c := range []struct {
		name, text, form string
		privateKey       bool
	}{
		{"PEM", whole, "certificate", false},
		{"PEM in base64", inBase64(whole), "certificate", false},
		{"DER in base64", inBase64(string(der)), "certificate", false},
		{"DER in base64 over several lines", inBase64(string(der))[:60] + "\r\n" + inBase64(string(der))[60:], "certificate", false},
		{"with its key", whole + inPEM("EC PRIVATE KEY", private), "certificate", true},
		{"behind its key, in base64", inBase64(inPEM("EC PRIVATE KEY", private) + whole), "certificate", true},
		{"a key alone", inPEM("EC PRIVATE KEY", private), "other", true},
		{"a certificate cut off", inBase64(string(der[:40])), "other", false},
		{"the sequence of something else", inBase64("\x30\x03\x02\x01\x05"), "unreadable", false},
		{"a word", "certificate", "other", false},
		{"nothing", "", "other", false},
	} {
		got := readCertificate(c.text)
		if got.form != c.form || got.privateKey != c.privateKey {
			t.Errorf("%s: got %s, key %v; want %s, key %v", c.name, got.form, got.privateKey, c.form, c.privateKey)
		}
		if (got.parsed != nil) != (c.form == "certificate") {
			t.Errorf("%s: parsed %v", c.name, got.parsed)
		}
	}
}

func TestPublicKey(t *testing.T) {
	weak, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key  crypto.Signer
		name string
		bits int
	}{{ellipticKey(t), "ECDSA", 256}, {weak, "RSA", 2048}} {
		parsed := readCertificate(inBase64(string(issue(t, false, c.key)))).parsed
		if name, bits := publicKey(parsed); name != c.name || bits != c.bits {
			t.Errorf("got %s of %d bits, want %s of %d", name, bits, c.name, c.bits)
		}
	}
}

func FuzzCertificate(f *testing.F) {
	f.Add("-----BEGIN CERTIFICATE-----\nMAMCAQU=\n-----END CERTIFICATE-----\n")
	f.Add("MAMCAQU=")
	f.Fuzz(func(_ *testing.T, text string) { readCertificate(text).term(nil) })
}

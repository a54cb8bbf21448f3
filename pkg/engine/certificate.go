package engine

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// certificatePlaces are where types hold a certificate: below the properties,
// and beside them in API versions up to 2021.
var certificatePlaces = map[string][]value.Path{
	"Microsoft.Devices/IotHubs/certificates":              {{"properties", "certificate"}, {"certificate"}},
	"Microsoft.Devices/provisioningServices/certificates": {{"properties", "certificate"}, {"certificate"}},
}

// certificateText returns the content of a certificate resource, if it is
// known. An empty text stands for one that is still to come.
func certificateText(r *graph.Resource) (value.Path, string, bool) {
	for _, p := range certificatePlaces[r.Type] {
		v, depth := r.Body.Find(p)
		if text, ok := v.Text(); ok && depth == len(p) && strings.TrimSpace(text) != "" {
			return p, text, true
		}
	}
	return nil, "", false
}

// certificate is what the content of a certificate resource says.
type certificate struct {
	// form is "certificate", "unreadable" for what has the form of one but
	// can't be read, or "other".
	form string
	// privateKey says that a private key is in it.
	privateKey bool
	parsed     *x509.Certificate // nil unless form is "certificate"
}

// readCertificate reads PEM, or PEM or DER in base64. Of several certificates
// it reads the first.
func readCertificate(text string) certificate {
	data := []byte(text)
	if !bytes.Contains(data, []byte("-----BEGIN")) {
		packed := strings.TrimRight(strings.Join(strings.Fields(text), ""), "=")
		decoded, err := base64.RawStdEncoding.DecodeString(packed)
		if err != nil {
			return certificate{form: "other"}
		}
		data = decoded
	}
	c := certificate{form: "other", privateKey: bytes.Contains(data, []byte("PRIVATE KEY-----"))}
	if bytes.Contains(data, []byte("-----BEGIN")) {
		data = firstCertificate(data)
	}
	var sequence asn1.RawValue
	if _, err := asn1.Unmarshal(data, &sequence); err != nil || sequence.Tag != asn1.TagSequence {
		return c
	}
	c.form = "unreadable"
	if parsed, err := x509.ParseCertificate(data); err == nil {
		c.form, c.parsed = "certificate", parsed
	}
	return c
}

// firstCertificate returns the content of the first certificate in PEM.
func firstCertificate(data []byte) []byte {
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			return nil
		}
		if strings.HasSuffix(block.Type, "CERTIFICATE") {
			return block.Bytes
		}
	}
}

// term returns the certificate as policies see it. Dates are for rules that
// compare two of them: none compares one with the clock.
func (c certificate) term(path value.Path) *ast.Term {
	items := [][2]*ast.Term{
		ast.Item(ast.StringTerm("path"), pathTerm(path)),
		ast.Item(ast.StringTerm("form"), ast.StringTerm(c.form)),
		ast.Item(ast.StringTerm("private_key"), ast.BooleanTerm(c.privateKey)),
	}
	if x := c.parsed; x != nil {
		algorithm, bits := publicKey(x)
		items = append(items,
			ast.Item(ast.StringTerm("version"), ast.IntNumberTerm(x.Version)),
			ast.Item(ast.StringTerm("ca"), ast.BooleanTerm(x.BasicConstraintsValid && x.IsCA)),
			ast.Item(ast.StringTerm("self_issued"), ast.BooleanTerm(bytes.Equal(x.RawSubject, x.RawIssuer))),
			ast.Item(ast.StringTerm("subject"), ast.StringTerm(x.Subject.String())),
			ast.Item(ast.StringTerm("key"), ast.StringTerm(algorithm)),
			ast.Item(ast.StringTerm("bits"), ast.IntNumberTerm(bits)),
			ast.Item(ast.StringTerm("signature"), ast.StringTerm(x.SignatureAlgorithm.String())),
			ast.Item(ast.StringTerm("not_before"), ast.StringTerm(x.NotBefore.UTC().Format(time.RFC3339))),
			ast.Item(ast.StringTerm("not_after"), ast.StringTerm(x.NotAfter.UTC().Format(time.RFC3339))),
		)
	}
	return ast.ObjectTerm(items...)
}

// publicKey returns the algorithm of a certificate's key and its size in bits,
// 0 if that is not known.
func publicKey(c *x509.Certificate) (algorithm string, bits int) {
	switch k := c.PublicKey.(type) {
	case *rsa.PublicKey:
		bits = k.N.BitLen()
	case *ecdsa.PublicKey:
		bits = k.Curve.Params().BitSize
	case ed25519.PublicKey:
		bits = 8 * len(k)
	}
	return c.PublicKeyAlgorithm.String(), bits
}

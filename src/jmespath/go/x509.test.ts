import { describe, expect, it } from 'vitest';
import { decodeX509 } from './x509.ts';

/** Made for this test; its key is gone. */
const CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIICuDCCAiGgAwIBAgIUX8xcfFwQqi2niaRqr1eo8RYi320wDQYJKoZIhvcNAQEL
BQAwKjELMAkGA1UEBhMCREUxDTALBgNVBAoMBEFjbWUxDDAKBgNVBAMMA3dlYjAe
Fw0yNjExMjExNjM1NTZaFw0yNzExMjExNjM1NTZaMCoxCzAJBgNVBAYTAkRFMQ0w
CwYDVQQKDARBY21lMQwwCgYDVQQDDAN3ZWIwgZ8wDQYJKoZIhvcNAQEBBQADgY0A
MIGJAoGBAMAD+UimAAXTqTeO43dSRahC3EKt7kutTZtszciRlcOHlkCMecseWEXK
tzi+xgBOSZBnkHzLSN5500jD4Za1v0XCqwggWlHw8qwS2V92zhQzyT/fVF5zynPT
0NXmGfAyqaXVoZlEdOfj02OjjtRcTlxwY7YByEho5aAfatEYKpoLAgMBAAGjgdow
gdcwHQYDVR0OBBYEFDB5Mh/3jv5wEY/vG8ZHZOPdtZKsMB8GA1UdIwQYMBaAFDB5
Mh/3jv5wEY/vG8ZHZOPdtZKsMA8GA1UdEwEB/wQFMAMBAf8wQgYDVR0RBDswOYIQ
d2ViLmFjbWUuZXhhbXBsZYcQIAENuAAAAAAAAAAAAAAAAYYTc3BpZmZlOi8vYWNt
ZS93ZWI/cTAOBgNVHQ8BAf8EBAMCBaAwFwYDVR0lBBAwDgYIKwYBBQUHAwEGAioD
MBcGA1UdHgQQMA6gDDAKhwgKAAAA/wAAADANBgkqhkiG9w0BAQsFAAOBgQAFh3xl
iV9K30BrcoN1PuMYvvyjtPu0fxvZmzsl0Y5YeoXx7tw4DpeflWKYk5mYRu/krfKJ
BKUKLfUM2rQiVylJ7u9m+9Jc4M90A5e2jLt6lwshdvpXCEuIL07OSWSXK/4WwPSN
+ChlC8Ab1aTLwWbHTUPc9gUyWdWlRNYpVWX31w==
-----END CERTIFICATE-----
`;

describe('decodeX509', () => {
  it('reads the fields of a certificate as Go names them', () => {
    expect(decodeX509(CERTIFICATE)).toMatchObject({
      BasicConstraintsValid: true,
      IsCA: true,
      MaxPathLen: -1,
      DNSNames: ['web.acme.example'],
      IPAddresses: ['2001:db8::1'],
      URIs: [
        {
          ForceQuery: false,
          Fragment: '',
          Host: 'acme',
          OmitHost: false,
          Opaque: '',
          Path: '/web',
          RawFragment: '',
          RawPath: '',
          RawQuery: 'q',
          Scheme: 'spiffe',
          User: null,
        },
      ],
      KeyUsage: 5,
      ExtKeyUsage: [1],
      UnknownExtKeyUsage: [[1, 2, 3]],
      NotBefore: '2026-11-21T16:35:56Z',
      NotAfter: '2027-11-21T16:35:56Z',
      PublicKey: {
        E: 65537,
        N: '134837885397967623200509642498864011950355263224245329069354712827217695013248717226297169934670284748068251434351487779496581307408839298957495832206906968855898263416155812210403641751374257339448803841643850304635350211687620697470778386851056690758402833856088235191325315693147612652204977526762696776203',
      },
      PublicKeyAlgorithm: 1,
      SerialNumber: 5.469115318964598e47,
      SignatureAlgorithm: 4,
      Version: 3,
      Subject: {
        CommonName: 'web',
        Country: ['DE'],
        ExtraNames: null,
        Locality: null,
        Names: [
          { Type: [2, 5, 4, 6], Value: 'DE' },
          { Type: [2, 5, 4, 10], Value: 'Acme' },
          { Type: [2, 5, 4, 3], Value: 'web' },
        ],
        Organization: ['Acme'],
        OrganizationalUnit: null,
        PostalCode: null,
        Province: null,
        SerialNumber: '',
        StreetAddress: null,
      },
      PermittedIPRanges: [{ IP: '10.0.0.0', Mask: '/wAAAA==' }],
      SubjectKeyId: 'MHkyH/eO/nARj+8bxkdk4921kqw=',
      RawSubject: 'MCoxCzAJBgNVBAYTAkRFMQ0wCwYDVQQKDARBY21lMQwwCgYDVQQDDAN3ZWI=',
    });
  });

  it.each([
    ['nothing', '', 'failed to decode PEM block'],
    [
      'another block',
      CERTIFICATE.replaceAll('CERTIFICATE', 'PRIVATE DATA'),
      'PEM block neither contains a CERTIFICATE or CERTIFICATE REQUEST',
    ],
    ['what is cut', CERTIFICATE.replace(/\n.*\n-----END/, '\n-----END'), 'the certificate is malformed'],
    ['what is no base64', CERTIFICATE.replace('MII', '!!!'), 'illegal base64 data'],
  ])('refuses %s', (_, text, message) => {
    expect(() => decodeX509(text)).toThrow(message);
  });

  it('refuses any damage plainly, or reads it', () => {
    const lines = CERTIFICATE.trim().split('\n');
    for (let at = 0; at < 800; at++) {
      const body = Uint8Array.from(atob(lines.slice(1, -1).join('')), (c) => c.charCodeAt(0));
      body[at % body.length] = (body[at % body.length]! + 1 + (at % 7)) & 255;
      const text = [lines[0], btoa(String.fromCharCode(...body)), lines.at(-1)].join('\n');
      try {
        decodeX509(text);
      } catch (error) {
        expect((error as Error).name).toBe('FunctionFailure');
      }
    }
  });
});

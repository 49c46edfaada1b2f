// oxlint-disable-next-line no-unassigned-import -- @peculiar/x509 needs the polyfill
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(globalThis.crypto);

export interface FakeCertificate {
  readonly name: string;
  readonly notAfter: string;
  readonly bits?: number;
  readonly hash?: 'SHA-1' | 'SHA-256';
}

/** A self-signed certificate with its key, both PEM. */
export async function certificate({ name, notAfter, bits = 2048, hash = 'SHA-256' }: FakeCertificate): Promise<{
  readonly pem: string;
  readonly key: string;
}> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash, modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date('2025-01-01T00:00:00Z'),
    notAfter: new Date(notAfter),
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: `${name}.example` }])],
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { pem: `${made.toString('pem')}\n`, key };
}

// oxlint-disable-next-line no-unassigned-import -- @peculiar/x509 needs the polyfill
import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(globalThis.crypto);

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 24 * 3600 * 1000;

/** A certificate with its private key, both PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

export interface Issue {
  readonly commonName: string;
  /** Groups of a user, in Kubernetes' reading. */
  readonly organizations?: readonly string[];
  /** Names and addresses of a server; without any, the certificate is a client's. */
  readonly hosts?: readonly string[];
  /** Days from now to the end; negative for one that has expired. */
  readonly days?: number;
}

/** A certificate authority that lives as long as a test run. */
export interface Authority {
  readonly certificate: string;
  issue(wish: Issue): Promise<Pair>;
}

export async function createAuthority(commonName: string): Promise<Authority> {
  const keys = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: EC,
    ...span(30),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    certificate: root.toString('pem'),
    issue: (wish) => issue(root, keys, wish),
  };
}

async function issue(root: x509.X509Certificate, signer: webcrypto.CryptoKeyPair, wish: Issue): Promise<Pair> {
  const keys = await newKeys();
  const { commonName, organizations = [], hosts = [], days = 7 } = wish;
  const usage = hosts.length > 0 ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: new x509.Name([
      ...organizations.map((organization) => ({ O: [organization] })),
      { CN: [commonName] },
    ]).toString(),
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: EC,
    ...span(days),
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage]),
      ...(hosts.length > 0 ? [new x509.SubjectAlternativeNameExtension(hosts.map(alternative))] : []),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await privatePem(keys) };
}

/** A pair of keys that signs service account tokens. */
export async function createSigningKey(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const keys = await newKeys();
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  return { publicKey: x509.PemConverter.encode(spki, 'PUBLIC KEY'), privateKey: await privatePem(keys) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
}

async function privatePem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

/** From an hour ago, so that clocks may differ; an expired one began a month before its end. */
function span(days: number): { notBefore: Date; notAfter: Date } {
  const end = Date.now() + days * DAY;
  return { notBefore: new Date(Math.min(Date.now() - 3600 * 1000, end - 30 * DAY)), notAfter: new Date(end) };
}

function serial(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8)))
    .toString('hex')
    .replace(/^./, '1');
}

function alternative(host: string): { type: 'ip' | 'dns'; value: string } {
  return { type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns', value: host };
}

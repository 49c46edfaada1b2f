import { X509Certificate } from 'node:crypto';
import type { EvidenceCertificate, EvidenceFile } from '../../host/evidence.ts';
import type { Kubeconfigs } from './kubeconfigs.ts';
import { compare, type Survey } from './survey.ts';
import { append } from '../../std/append.ts';

/** Certificates of one file beyond this number are left out; bundles of public authorities have some hundreds. */
const MAX_IN_FILE = 64;
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,65536}-----END CERTIFICATE-----/g;
/** Files of keys, and what the kubelet had before a rotation: those certificates are out of use. */
const PASSED_OVER = /(\.key|-key\.pem|\.pub|\/kubelet-(?:client|server)-\d[^/]{0,64}\.pem)$/;

/**
 * What the certificates of a node say. Files of keys are not opened; where a file holds a certificate and its key, as the
 * kubelet's do, only the certificate is taken out.
 */
export function readCertificates(survey: Survey, { certificates }: Kubeconfigs): EvidenceCertificate[] {
  const { root, unread, files } = survey;
  const found = certificates.flatMap(({ file, pem }) => certificatesIn(survey, file, pem));
  for (const file of files.of('pki-certificate', 'kubelet-key', 'kubelet-ca')) {
    if (file.type !== 'file' || PASSED_OVER.test(file.path)) continue;
    const text = unread.take(root.text(file.path));
    if (text !== undefined) append(found, certificatesIn(survey, file, text));
  }
  const once = new Map(found.map((entry) => [JSON.stringify({ ...entry, role: '' }), entry]));
  return [...once.values()].sort(
    (a, b) => compare(a.path, b.path) || compare(a.subject, b.subject) || compare(a.notAfter, b.notAfter),
  );
}

function certificatesIn({ unread }: Survey, { role, path }: EvidenceFile, text: string): EvidenceCertificate[] {
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length > MAX_IN_FILE) {
    unread.add({ what: `further certificates of ${path}`, code: 'limit', reason: `it holds ${blocks.length}` });
  }
  return blocks.slice(0, MAX_IN_FILE).flatMap((pem) => {
    try {
      return [describe(new X509Certificate(pem), role, path)];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      unread.add({ what: `a certificate in ${path}`, code: 'syntax', reason });
      return [];
    }
  });
}

function describe(certificate: X509Certificate, role: EvidenceFile['role'], path: string): EvidenceCertificate {
  const { publicKey, subjectAltName = '' } = certificate;
  const details = publicKey.asymmetricKeyDetails ?? {};
  const curve = details.namedCurve;
  const bits = details.modulusLength ?? (curve === undefined ? undefined : bitsOf(curve));
  const signature = certificate.signatureAlgorithm;
  return {
    role,
    path,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: subjectAltName ? subjectAltName.split(', ') : [],
    ca: certificate.ca,
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    key: {
      algorithm: publicKey.asymmetricKeyType ?? 'unknown',
      ...(bits !== undefined && { bits }),
      ...(curve !== undefined && { curve }),
    },
    ...(signature && { signature }),
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

/** 256 of `prime256v1`, 384 of `secp384r1`. */
function bitsOf(curve: string): number | undefined {
  const digits = /\d{3}/.exec(curve)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

import { factsOf, HOST_TYPES } from '../../host/facts.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

/** Bits below which a kind of key can be broken with today's means or soon (NIST SP 800-57, part 1). */
const MINIMUM: Readonly<Record<string, number>> = { ec: 224, rsa: 2048, 'rsa-pss': 2048, dsa: 2048 };

export default defineCheck({
  id: 'certificate-key-weak',
  title: 'Certificate of the cluster has a short key',
  severity: 'medium',
  category: 'control-plane',
  profile: 'recommended',
  why: 'Who can compute the private key of a short public one signs as the component does, or as the authority of the whole cluster.',
  remedy: 'Issue the certificate anew with RSA of 2048 bits or more, or with ECDSA P-256 or Ed25519.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final',
  ],
  types: HOST_TYPES,
  applies: (resource) => factsOf(resource).certificates.length > 0,
  find(resource) {
    const found: Violation[] = [];
    for (const { file, path, algorithm, bits } of factsOf(resource).certificates) {
      const minimum = Object.hasOwn(MINIMUM, algorithm) ? (MINIMUM[algorithm] ?? 0) : 0;
      if (bits === undefined || bits >= minimum) continue;
      const message = `${file} has a key of ${bits} bits (${algorithm.toUpperCase()}), ${minimum} are the least`;
      found.push({ path: [...path, 'key', 'bits'], message });
    }
    return found;
  },
});

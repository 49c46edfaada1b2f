import { factsOf, HOST_TYPES } from '../../host/facts.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'certificate-signature-weak',
  title: 'Certificate of the cluster is signed with SHA-1 or MD5',
  severity: 'medium',
  category: 'control-plane',
  profile: 'recommended',
  why: 'Two certificates with the same SHA-1 or MD5 can be made, so a harmless request that the authority signs becomes a certificate with other names; Go and OpenSSL refuse such certificates.',
  remedy: 'Issue the certificate anew, signed with SHA-256 or better.',
  references: ['https://kubernetes.io/docs/setup/best-practices/certificates/', 'https://go.dev/doc/go1.18#sha1'],
  types: HOST_TYPES,
  applies: (resource) => factsOf(resource).certificates.length > 0,
  find(resource) {
    const found: Violation[] = [];
    for (const { file, path, signature, root } of factsOf(resource).certificates) {
      // Nobody verifies what a root says of itself: it is trusted because it is there.
      if (root || !/sha-?1(?!\d)|md[245]/i.test(signature)) continue;
      found.push({ path: [...path, 'signature'], message: `${file} is signed with ${signature}` });
    }
    return found;
  },
});

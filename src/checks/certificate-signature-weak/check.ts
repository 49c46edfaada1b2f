import { factsOf, HOST_TYPES } from '../../host/facts.ts';
import { defineCheck } from '../../model/check.ts';

const WEAK = /sha-?1(?!\d)|md[245]/i;

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
    // Nobody verifies what a root says of itself: it is trusted because it is there.
    const weak = factsOf(resource).certificates.filter(({ signature, root }) => !root && WEAK.test(signature));
    return weak.map(({ file, path, signature }) => ({
      path: [...path, 'signature'],
      message: `${file} is signed with ${signature}`,
    }));
  },
});

import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'pki-certificate-permissions',
  title: 'Certificate of the cluster is open wider than 0644',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'Certificates may be read, but whoever can write an authority among them decides whom the cluster trusts.',
  remedy: 'Run `chmod 644` on the file.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['pki-certificate'],
  called: 'a certificate of the cluster',
  mode: '0644',
});

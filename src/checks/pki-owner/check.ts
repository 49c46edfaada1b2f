import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'pki-owner',
  title: 'PKI of the cluster does not belong to root',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'Their owner can change the permissions at will, and so read the keys of the cluster or replace the authorities that it trusts.',
  remedy: 'Run `chown -R root:root` on the PKI directory.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['pki-directory', 'pki-certificate', 'pki-key'],
  called: 'the PKI of the cluster',
});

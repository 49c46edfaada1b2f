import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'approve-certificates',
  title: 'Role can approve certificate signing requests',
  severity: 'high',
  profile: 'recommended',
  why: 'An approved request is a client certificate with the name and groups written in it: with the kube-apiserver-client signer the holder makes itself any user, for as long as the certificate lasts.',
  remedy: "Leave approval to the controller manager's approvers, and restrict the signers with resourceNames.",
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
  ],
  ...rightsCheck({
    groups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests/approval'],
    verbs: ['update', 'patch'],
  }),
});

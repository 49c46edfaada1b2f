import { defineEdge } from '../edge.ts';
import { holdingsOf } from '../together.ts';

/** The admission plugin CertificateSubjectRestriction refuses certificates of this group (docs, "Admission Control"). */
const MASTERS = 'group/system:masters';
const GROUPS = ['certificates.k8s.io'];
const STEPS = [
  { verbs: ['approve'], groups: GROUPS, resource: 'signers' },
  { verbs: ['create'], groups: GROUPS, resource: 'certificatesigningrequests' },
  { verbs: ['update', 'patch'], groups: GROUPS, resource: 'certificatesigningrequests/approval' },
] as const;

function signsClients(names: readonly string[]): boolean {
  return (
    names.length === 0 ||
    names.some((name) => ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'].includes(name))
  );
}

export default defineEdge({
  id: 'client-certificate-issue',
  title: 'may have certificates issued in the name of',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['many', 'group'],
  technique: 'T1078',
  ease: 'moderate',
  why: 'Who requests and approves certificates for kube-apiserver-client gets one with any common name, so that it is any user or service account. Only system:masters is refused.',
  remedy: 'Keep the approval of certificate requests with a controller or a person, and name the signers.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization',
  ],
  find(world, out) {
    const groups = world.access.identities.filter(({ kind, name }) => kind === 'group' && name !== MASTERS);
    for (const { holder, grants, proof } of holdingsOf(world, STEPS)) {
      if (!signsClients(grants[0]!.names)) continue;
      for (const kind of ['users', 'serviceaccounts'] as const) out.edge(holder, world.many(kind, ''), proof);
      for (const group of groups) out.edge(holder, group, proof);
    }
  },
});

import { defineEdge } from '../edge.ts';

const GROUPS = ['certificates.k8s.io'];
const APPROVE = { verbs: ['approve'], groups: GROUPS, resource: 'signers' };
const STEPS = [
  { verbs: ['create'], groups: GROUPS, resource: 'certificatesigningrequests' },
  { verbs: ['update', 'patch'], groups: GROUPS, resource: 'certificatesigningrequests/approval' },
  APPROVE,
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
  from: ['permissions'],
  to: ['many'],
  technique: 'T1078',
  ease: 'moderate',
  why: 'Who requests and approves certificates for kube-apiserver-client gets one with any common name, so that it is any user or service account. Only system:masters is refused.',
  remedy: 'Keep the approval of certificate requests with a controller or a person, and name the signers.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization',
  ],
  find(world, out) {
    for (const { set, proof } of world.access.grantsOfAll(STEPS)) {
      const signer = world.access.grants(APPROVE).find((grant) => grant.set === set);
      if (!signer || !signsClients(signer.names)) continue;
      for (const kind of ['users', 'serviceaccounts'] as const) out.edge(set, world.many(kind, ''), proof);
    }
  },
});

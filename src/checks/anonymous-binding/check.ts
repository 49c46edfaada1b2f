import { subjectCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

const ANONYMOUS = new Set(['system:anonymous', 'system:unauthenticated']);

/** Bindings that Kubernetes and kubeadm make so that versions and the cluster's CA can be read before a login. */
const PUBLIC_BY_DESIGN = ['system:public-info-viewer', 'kubeadm:bootstrap-signer-clusterinfo'];

export default defineCheck({
  id: 'anonymous-binding',
  title: 'Anyone without credentials is given a role',
  severity: 'critical',
  profile: 'recommended',
  why: 'system:anonymous and system:unauthenticated are everyone who can reach the API server: the role needs no login at all.',
  remedy:
    'Bind named users, groups or ServiceAccounts; where health checks need it, use the built-in system:public-info-viewer.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
  ],
  ...subjectCheck(
    { why: 'which is anyone without credentials', exempt: PUBLIC_BY_DESIGN, names: [...ANONYMOUS], removable: true },
    ({ kind, name }) => kind !== 'ServiceAccount' && ANONYMOUS.has(name),
  ),
});

import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'manage-networking',
  title: 'Role can change how the network is wired',
  severity: 'medium',
  profile: 'all',
  why: 'Services, endpoints, ingresses and network policies decide where traffic goes: whoever edits them takes over a name, opens a wall or routes traffic through a pod of their own.',
  remedy: 'Leave network objects to the pipeline and the controllers that own them.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({
    groups: ['', 'discovery.k8s.io', 'networking.k8s.io', 'extensions'],
    resources: ['services', 'endpoints', 'endpointslices', 'networkpolicies', 'ingresses'],
    verbs: WRITE_VERBS,
  }),
});

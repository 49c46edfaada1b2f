import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'pods-portforward',
  title: 'Role can forward ports of pods',
  severity: 'medium',
  profile: 'all',
  why: 'A forwarded port reaches a container from outside past every NetworkPolicy and ingress, also ports that only listen on localhost.',
  remedy:
    'Take pods/portforward out of the role; expose what people need through a Service and an authenticated ingress.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods/portforward'], verbs: ['create', 'get'] }),
});

import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'delete-pod-logs',
  title: 'Role may delete logs of pods',
  severity: 'low',
  profile: 'all',
  why: 'A right over pods/log beyond reading is one that no one needs: where a log backend honours it, traces of an attack go, and in plain Kubernetes it shows that the rule was never reviewed.',
  remedy: 'Grant get on pods/log only.',
  references: [
    'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods/log'], verbs: ['delete', 'deletecollection'] }),
});

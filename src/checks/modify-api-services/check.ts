import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-api-services',
  title: 'Role can register API servers',
  severity: 'high',
  profile: 'all',
  why: 'An APIService sends a whole group of the API to a server that the holder chooses, with the names of the users who ask; what it answers is taken for the cluster.',
  remedy: 'Leave APIServices to the administrators of the cluster.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: WRITE_VERBS }),
});

import { allowsEverything } from '../../access/grants.ts';
import { ruleCheck, RULES_OF_SINGLE_RIGHTS } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'wildcard-all',
  title: 'Role gives every right on everything',
  severity: 'high',
  profile: 'recommended',
  why: 'One rule with wildcards for verbs, resources and API groups is cluster-admin by another name: whoever gets hold of one token that has it owns the namespace, or with a ClusterRole the cluster.',
  remedy: 'Write down the verbs and resources that are used; audit logs or kubectl auth can-i show which these are.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  covers: [...RULES_OF_SINGLE_RIGHTS, 'wildcard-api-groups', 'wildcard-resources', 'wildcard-verbs'],
  ...ruleCheck(
    {},
    ({ rule, role }) => {
      if (!allowsEverything(rule) || !rule.verbs.includes('*')) return undefined;
      return {
        path: [...rule.path, 'verbs'],
        what: 'allows every verb on every resource of every API group',
        severity: role.kind === 'ClusterRole' ? 'critical' : 'high',
      };
    },
    () => [['*']],
  ),
});

import { resourcesPhrase, ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'wildcard-api-groups',
  title: 'Role is about every API group',
  severity: 'low',
  profile: 'all',
  why: 'Resources of the same name exist in several groups, and operators bring their own: the role reaches kinds that its author never saw.',
  remedy: 'Name the API groups that the resources belong to; kubectl api-resources lists them.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  ...ruleCheck(
    {},
    ({ rule }) => {
      if (!rule.groups.includes('*')) return undefined;
      return { path: [...rule.path, 'apiGroups'], what: `is about ${resourcesPhrase(rule)} of every API group` };
    },
    () => [['*']],
  ),
});

import { groupsPhrase, ruleCheck, RULES_OF_SINGLE_RIGHTS } from '../../access/risky-rule.ts';
import { allowsVerb, isUnrestricted } from '../../access/grants.ts';
import { isOwnGroups } from '../../access/groups.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'wildcard-resources',
  title: 'Role is about every resource',
  severity: 'high',
  profile: 'recommended',
  why: 'A wildcard takes in Secrets, pods/exec and whatever kind a later version or operator adds, so the role grows without anyone deciding it.',
  remedy: 'List the resources that are needed.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  covers: RULES_OF_SINGLE_RIGHTS,
  ...ruleCheck(
    { verbs: ['*'] },
    ({ rule, parameters }) => {
      const { verbs } = parameters;
      const watched = verbs.includes('*') || verbs.some((verb) => allowsVerb(rule, verb));
      if (!rule.resources.includes('*') || !watched || !isUnrestricted(rule)) return undefined;
      const own = isOwnGroups(rule.groups);
      return {
        path: [...rule.path, 'resources'],
        what: `is about every resource of ${groupsPhrase(rule)}`,
        severity: own ? 'low' : 'high',
      };
    },
    () => [['*']],
  ),
});

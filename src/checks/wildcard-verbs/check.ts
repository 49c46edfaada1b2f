import { allowsResource } from '../../access/grants.ts';
import { isOwnGroups } from '../../access/groups.ts';
import { resourcesPhrase, ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'wildcard-verbs',
  title: 'Role gives every verb',
  severity: 'medium',
  profile: 'recommended',
  why: 'A wildcard takes in verbs beyond reading and writing: escalate, bind, impersonate, approve, deletecollection, and whatever a later version adds.',
  remedy: 'List the verbs that are used.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...ruleCheck(
    { resources: ['*'] },
    ({ rule, parameters }) => {
      const { resources } = parameters;
      const watched = resources.includes('*') || resources.some((resource) => allowsResource(rule, resource));
      if (!rule.verbs.includes('*') || !watched) return undefined;
      const what = `allows every verb on ${resourcesPhrase(rule)}`;
      const harmless = rule.resources.length === 0 || isOwnGroups(rule.groups);
      return { path: [...rule.path, 'verbs'], what, severity: harmless ? 'low' : 'medium' };
    },
    () => [['*']],
  ),
});

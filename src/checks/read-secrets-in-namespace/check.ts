import { isConfined } from '../../access/bindings.ts';
import { READ_VERBS } from '../../access/powers.ts';
import { anyRight, rightsTrouble, ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'read-secrets-in-namespace',
  title: 'Role can read all Secrets of its namespace',
  severity: 'medium',
  profile: 'all',
  why: 'Whoever holds the role has every credential of the namespace, also those of other applications in it.',
  remedy: 'Restrict the rule with resourceNames to the Secrets that are needed, or mount them into the pod.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  ...ruleCheck(
    { groups: [''], resources: ['secrets'], verbs: READ_VERBS },
    ({ rule, role, parameters, scope }) => {
      return isConfined(scope.inventory, role) ? rightsTrouble(rule, parameters) : undefined;
    },
    anyRight,
  ),
});

import { isConfined } from '../../access/bindings.ts';
import { READ_VERBS } from '../../access/powers.ts';
import { anyRight, rightsTrouble, ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'read-secrets-cluster-wide',
  title: 'Role can read the Secrets of every namespace',
  severity: 'high',
  profile: 'recommended',
  why: 'List and watch return the contents of all Secrets at once: ServiceAccount tokens, registry and database passwords of every team, and with them most of the cluster.',
  remedy:
    'Read Secrets by a Role in the namespace that needs them, restricted with resourceNames; a controller can take a namespace as a setting.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  ...ruleCheck(
    { groups: [''], resources: ['secrets'], verbs: READ_VERBS },
    ({ rule, role, parameters, scope }) => {
      return isConfined(scope.inventory, role) ? undefined : rightsTrouble(rule, parameters);
    },
    anyRight,
  ),
});

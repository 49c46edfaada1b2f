import { grantOf } from '../../access/grants.ts';
import { PROMOTION, TAKEOVER } from '../../access/powers.ts';
import { ruleCheck } from '../../access/risky-rule.ts';
import { asObject, at, show } from '../../std/value.ts';
import { defineCheck } from '../../model/check.ts';

const TARGETS = ['view', 'edit', 'admin'];

export default defineCheck({
  id: 'powerful-aggregated-role',
  title: 'Role adds strong rights to the built-in user roles',
  severity: 'medium',
  profile: 'all',
  why: 'The label aggregates these rules into edit or view, so everybody who holds such a built-in role in any namespace gets them, and no binding shows it.',
  remedy:
    'Remove the aggregation label, or leave only rights on the custom resources of the add-on in the aggregated role.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  ...ruleCheck(
    {},
    ({ rule, role }) => {
      const labels = asObject(at(role.resource.object, 'metadata', 'labels'));
      const target = TARGETS.find((name) => show(labels[labelOf(name)]) === 'true');
      const strong = (target === 'view' ? TAKEOVER : PROMOTION).find((power) => grantOf(rule, power));
      if (!target || !strong) return undefined;
      return {
        path: [...rule.path, 'verbs'],
        what: `adds ${strong.resources.slice(0, 2).join(', ')} rights to the built-in role ${target}`,
      };
    },
    () => [TARGETS.map(labelOf)],
  ),
});

function labelOf(role: string): string {
  return `rbac.authorization.k8s.io/aggregate-to-${role}`;
}

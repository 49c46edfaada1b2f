import { allowsVerb, grantOf, type Power } from '../../access/grants.ts';
import { anyRight, ruleCheck } from '../../access/risky-rule.ts';
import type { Rule } from '../../access/roles.ts';
import { defineCheck } from '../../model/check.ts';

const RBAC = 'rbac.authorization.k8s.io';

export default defineCheck({
  id: 'create-bindings',
  title: 'Role can hand out roles to others',
  severity: 'high',
  profile: 'all',
  why: 'Creating bindings together with the bind verb hands any role to anyone; changing existing bindings lets the holder add accounts to every role that it has itself.',
  remedy:
    'Split binding from daily work: let a pipeline with review write bindings, and restrict bind with resourceNames.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  ...ruleCheck(
    { groups: [RBAC], resources: ['rolebindings', 'clusterrolebindings'], verbs: ['patch', 'update'] },
    (one) => {
      const { rule, role, parameters } = one;
      const path = [...rule.path, 'verbs'];
      const creates = grantOf(rule, { ...parameters, verbs: ['create'] });
      if (creates && role.rules.some((other) => binds(other, creates.resources))) {
        return { path, what: `allows create on ${creates.resources.join(', ')} together with the bind verb` };
      }
      const changes = allowsVerb(rule, 'get') ? grantOf(rule, parameters) : undefined;
      return (
        changes && { path, what: `allows ${changes.verbs.join(', ')} on ${changes.resources.join(', ')} that exist` }
      );
    },
    (given) => anyRight({ ...given, verbs: [...(given['verbs'] ?? []), 'create'] }),
  ),
});

/** Whether a rule lets roles be bound that bindings of these kinds take: Roles by a RoleBinding only. */
function binds(rule: Rule, bindings: readonly string[]): boolean {
  const resources = bindings.includes('rolebindings') ? ['clusterroles', 'roles'] : ['clusterroles'];
  const bind: Power = { groups: [RBAC], resources, verbs: ['bind'] };
  return grantOf(rule, bind) !== undefined;
}

import { gives, SHELL } from '../../access/powers.ts';
import { BINDING_TYPES } from '../../access/bindings.ts';
import { strongRoleCheck } from '../../access/risky-binding.ts';
import { defineCheck } from '../../model/check.ts';

/** Built-in roles that hold pods/exec. */
const SHELL_ROLES = new Set(['cluster-admin', 'admin', 'edit']);

export default defineCheck({
  id: 'pods-exec-binding',
  title: 'Binding lets someone open a shell in pods',
  severity: 'medium',
  profile: 'all',
  why: 'Its subjects run commands in running containers, with the identity and secrets of each workload there.',
  remedy: 'Bind a role without pods/exec and pods/attach, or bind this one for a short time only.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...strongRoleCheck(
    BINDING_TYPES,
    (binding, { inventory }) => gives(inventory, binding, SHELL, SHELL_ROLES),
    'allows exec or attach to pods',
  ),
});

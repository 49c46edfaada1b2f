import { BINDING_TYPES } from '../../access/bindings.ts';
import { gives, READ_SECRETS } from '../../access/powers.ts';
import { bindingCheck, strongRoleViolation } from '../../access/risky-binding.ts';
import { BUILT_IN_NAMES } from '../../access/roles.ts';
import { defineCheck } from '../../model/check.ts';

/** Built-in roles that read Secrets. */
const SECRET_ROLES = new Set(['cluster-admin', 'admin', 'edit']);

export default defineCheck({
  id: 'service-account-reads-secrets',
  title: 'ServiceAccount can read all Secrets',
  severity: 'medium',
  profile: 'all',
  why: 'Every pod that runs as the account carries a token that reads these Secrets, so a hole in one container gives away the credentials of all.',
  remedy: 'Mount the Secrets that the workload needs, or restrict the role with resourceNames.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  ...bindingCheck(BINDING_TYPES, BUILT_IN_NAMES, (binding, { inventory }) => {
    const accounts = binding.subjects.some(({ kind }) => kind === 'ServiceAccount');
    const proof = accounts ? gives(inventory, binding, READ_SECRETS, SECRET_ROLES) : undefined;
    return proof ? [strongRoleViolation(binding, proof, 'allows reading all Secrets')] : [];
  }),
});

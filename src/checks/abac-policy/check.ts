import { groupOf } from '../../kubernetes/kinds.ts';
import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'abac-policy',
  title: 'Access is granted by an ABAC policy',
  severity: 'medium',
  category: 'control-plane',
  profile: 'recommended',
  why: 'ABAC policies live in a file on the control plane: they are not seen through the API, not limited by RBAC, and stay until somebody edits the file and restarts the API server.',
  remedy: 'Express the grant as a Role and RoleBinding, delete the policy and take ABAC out of --authorization-mode.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/abac/'],
  types: ['Policy'],
  find(resource) {
    if (groupOf(resource.apiVersion) !== 'abac.authorization.kubernetes.io') return [];
    const spec = at(resource.object, 'spec');
    const subject = asString(at(spec, 'user')) ?? asString(at(spec, 'group')) ?? 'nobody by name';
    const what = asString(at(spec, 'resource')) ?? asString(at(spec, 'nonResourcePath')) ?? 'nothing by name';
    return [{ path: ['spec'], message: `grants ${what} to ${subject}` }];
  },
});

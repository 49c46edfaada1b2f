import { BINDING_TYPES } from '../../access/bindings.ts';
import { bindingCheck } from '../../access/risky-binding.ts';
import { BUILT_IN_NAMES } from '../../access/roles.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'binding-without-subjects',
  title: 'Binding has no subjects',
  severity: 'low',
  profile: 'all',
  why: 'A binding that gives a role to nobody is a leftover: it hides what is in use, and one edit revives rights that nobody reviews.',
  remedy: 'Delete the binding, or name its subjects.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  ...bindingCheck(BINDING_TYPES, BUILT_IN_NAMES, ({ resource, subjects }) => {
    if (subjects.length > 0) return [];
    return [{ path: ['subjects'], message: `${resource.kind} ${resource.name} gives its role to nobody` }];
  }),
});

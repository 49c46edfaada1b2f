import { BINDING_TYPES, boundRole } from '../../access/bindings.ts';
import { bindingCheck } from '../../access/risky-binding.ts';
import { BUILT_IN_NAMES, nameMatches, USER_FACING_ROLES } from '../../access/roles.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'binding-to-missing-role',
  title: 'Binding names a role that is not there',
  severity: 'low',
  profile: 'all',
  why: 'Until the role exists the binding gives nothing, and whoever may create a role of that name decides what its subjects get.',
  remedy: 'Correct the name or the kind in roleRef, or remove the binding.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  ...bindingCheck(BINDING_TYPES, BUILT_IN_NAMES, (binding, { inventory }) => {
    const { kind, name } = binding.role;
    const known = name === '' || nameMatches(name, [...BUILT_IN_NAMES, ...USER_FACING_ROLES]);
    const comparable = binding.clusterWide
      ? inventory.ofType('ClusterRole').length > 0
      : inventory.inNamespace(kind, binding.resource.namespace).length > 0;
    if (known || !comparable || boundRole(inventory, binding)) return [];
    return [
      {
        path: ['roleRef', 'name'],
        message: `no ${kind} ${name} is among the files, though other roles of its kind are`,
      },
    ];
  }),
});

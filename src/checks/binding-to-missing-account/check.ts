import { BINDING_TYPES, type Binding, type Subject } from '../../access/bindings.ts';
import { bindingCheck } from '../../access/risky-binding.ts';
import { BUILT_IN_NAMES } from '../../access/roles.ts';
import { findEffective } from '../../kubernetes/namespaces.ts';
import type { Inventory } from '../../model/inventory.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

/** Every namespace gets this account by itself; the accounts of controllers in kube-system are in no file. */
const SELF_MADE = 'default';
const CONTROLLERS = 'kube-system';

/** Whether other accounts of the namespace are there, so that this one's absence says something. */
function isMissing(inventory: Inventory, { resource }: Binding, { namespace, name }: Subject): boolean {
  if (!namespace || !name || name === SELF_MADE) return false;
  if (namespace === CONTROLLERS && !resource.origin.live) return false;
  const known = inventory.inNamespace('ServiceAccount', namespace).length > 0;
  return known && !findEffective(inventory, 'ServiceAccount', namespace, name);
}

export default defineCheck({
  id: 'binding-to-missing-account',
  title: 'Binding gives rights to a service account that is not there',
  severity: 'low',
  profile: 'all',
  why: 'Whoever may create a service account of that name, or a pod that runs as it once it is back, gets the rights: nobody who reads the role expects them to be free.',
  remedy: 'Take the subject out of the binding, or correct its name and namespace.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
  ],
  ...bindingCheck(BINDING_TYPES, BUILT_IN_NAMES, (binding, { inventory }) => {
    const found: Violation[] = [];
    for (const subject of binding.subjects.filter(({ kind }) => kind === 'ServiceAccount')) {
      if (!isMissing(inventory, binding, subject)) continue;
      found.push({
        path: [...subject.path, 'name'],
        message: `there is no ServiceAccount ${subject.name} in namespace ${subject.namespace}, though others are`,
      });
    }
    return found;
  }),
});

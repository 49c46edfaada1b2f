import type { Check } from '../model/check.ts';
import type { Inventory } from '../model/inventory.ts';
import { workloadOf, WORKLOAD_TYPES } from '../kubernetes/workload.ts';
import { accountOf, accountPath, bindingsTo, mountsToken } from './accounts.ts';
import type { Binding } from './bindings.ts';
import type { Proof } from './powers.ts';
import { roleName } from './risky-binding.ts';

type AccountCheck = Pick<Check, 'category' | 'types' | 'find'>;

/**
 * The parts of a check that says: the token in a workload's containers holds too strong a role in the whole cluster.
 * Silent where no token is mounted.
 */
export function strongAccountCheck(
  judge: (inventory: Inventory, binding: Binding) => Proof | undefined,
  what: string,
): AccountCheck {
  return {
    category: 'access',
    types: WORKLOAD_TYPES,
    find(resource, { inventory }) {
      const workload = workloadOf(resource);
      if (!workload || !mountsToken(inventory, workload)) return [];
      const account = accountOf(workload);
      const binding = bindingsTo(inventory, account).find((one) => one.clusterWide && judge(inventory, one));
      if (!binding) return [];
      return [
        {
          path: accountPath(workload),
          message: `runs as ServiceAccount ${account.namespace}/${account.name}, whose ${roleName(binding)} ${what}`,
          evidence: [{ resource: binding.resource, path: ['roleRef'], note: 'gives the role to the account' }],
        },
      ];
    },
  };
}

import { accountOf as boundAccountOf, bindingsTo } from '../../access/accounts.ts';
import { accountNameOf, accountOf } from '../../kubernetes/pod-security/accounts.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { isStaticPod, WORKLOAD_TYPES, type Workload } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';

export default defineCheck({
  id: 'sa-token-automount',
  title: 'Pod gets a token for the API server that it does not ask for',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "Whoever gets code to run in the pod can talk to the API server with its service account's rights; most workloads never call it.",
  remedy:
    'Set `automountServiceAccountToken: false` on the pod or its service account, and `true` only on pods that use the API.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  types: WORKLOAD_TYPES,
  parameters: { boundAccounts: false },
  find: (resource, { inventory }, { boundAccounts }) =>
    perPod(resource, (workload) => {
      if (isStaticPod(resource)) return undefined;
      const path = [...workload.path, 'automountServiceAccountToken'];
      const own = workload.pod['automountServiceAccountToken'];
      if (own === false) return undefined;
      const account = accountOf(workload, inventory);
      if (own !== true && account?.object['automountServiceAccountToken'] === false) return undefined;
      if (!boundAccounts && own !== true && hasRights(inventory, workload)) return undefined;
      const edits = [{ op: 'set', path, value: false } as const];
      const fix = { title: 'Mount no token', safe: false, edits };
      const what = own === true ? 'is asked for' : 'is mounted by default';
      return { path, message: `a token of the service account "${accountNameOf(workload)}" ${what}`, fix };
    }),
});

/** An account of its own that a binding gives rights is there to be used (`boundAccounts: true` speaks of it all the same). */
function hasRights(inventory: Inventory, workload: Workload): boolean {
  const account = boundAccountOf(workload);
  return (
    account.name !== 'default' &&
    bindingsTo(inventory, account).some(({ subjects }) => subjects.some(({ name }) => name === account.name))
  );
}

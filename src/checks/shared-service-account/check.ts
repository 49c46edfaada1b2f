import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { statedAccountOf } from '../../kubernetes/pod-security/accounts.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, workloadOf, type Workload } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';

export default defineCheck({
  id: 'shared-service-account',
  title: 'Workloads share a service account',
  severity: 'info',
  category: 'pod',
  profile: 'all',
  why: 'A right that one of them needs reaches the others too, and audit logs cannot tell which one acted.',
  remedy: 'Give each workload a service account of its own.',
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  types: WORKLOAD_TYPES,
  find: (resource, { inventory }) =>
    perPod(resource, (workload) => {
      const account = statedAccountOf(workload);
      if (account === undefined || account === 'default') return undefined;
      const sharers = inventory.deriveIn(workloadsByAccount, namespaceOf(resource)).get(keyOf(workload, account)) ?? [];
      const other = sharers.find((sharer) => sharer !== workload);
      if (!other) return undefined;
      const path = [...workload.path, workload.pod['serviceAccountName'] ? 'serviceAccountName' : 'serviceAccount'];
      const { kind, name } = other.resource;
      const evidence = [
        { resource: other.resource, path: [...other.path, 'serviceAccountName'], note: 'runs as it too' },
      ];
      return { path, message: `the service account "${account}" is also that of ${kind} ${name}`, evidence };
    }),
});

function workloadsByAccount(inventory: Inventory, namespace: string): ReadonlyMap<string, readonly Workload[]> {
  const map = new Map<string, Workload[]>();
  for (const resource of inventory.landingIn(namespace)) {
    const workload = workloadOf(resource);
    const account = workload && statedAccountOf(workload);
    if (!workload || account === undefined) continue;
    const key = keyOf(workload, account);
    const sharers = map.get(key);
    if (sharers) sharers.push(workload);
    else map.set(key, [workload]);
  }
  return map;
}

function keyOf(workload: Workload, account: string): string {
  return `${workload.resource.namespace}/${account}`;
}

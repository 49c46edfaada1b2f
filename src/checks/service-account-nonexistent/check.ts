import { findEffective, namespaceOf } from '../../kubernetes/namespaces.ts';
import { WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

export default defineCheck({
  id: 'service-account-nonexistent',
  title: 'Pod uses a ServiceAccount that is not there',
  severity: 'low',
  category: 'hygiene',
  profile: 'all',
  why: 'Pods are not created until the account exists, and then get whatever rights its creator gave it.',
  remedy: 'Add the ServiceAccount to the manifests, or scan the file that holds it as well.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  types: WORKLOAD_TYPES,
  find(resource, { inventory }) {
    const workload = workloadOf(resource);
    if (!workload) return [];
    const key = asString(workload.pod['serviceAccountName']) ? 'serviceAccountName' : 'serviceAccount';
    const name = asString(workload.pod[key]);
    if (!name || name === 'default') return [];
    if (findEffective(inventory, 'ServiceAccount', namespaceOf(resource), name)) return [];
    return [{ path: [...workload.path, key], message: `there is no ServiceAccount ${name} in the namespace` }];
  },
});

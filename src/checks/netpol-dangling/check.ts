import { namespaceOf, podsIn } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';
import { selectsAll } from '../../network/policies.ts';
import { asObject, at } from '../../std/value.ts';

export default defineCheck({
  id: 'netpol-dangling',
  title: 'Network policy selects no pods',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'The pods that it was written for stay open to everything, while its presence says otherwise.',
  remedy: 'Correct the selector, or scan the file that holds the workload as well.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  types: ['NetworkPolicy'],
  *find(resource, { inventory }) {
    const selector = at(resource.object, 'spec', 'podSelector');
    if (selector === undefined || selectsAll(selector)) return;
    if (podsIn(inventory, namespaceOf(resource)).select(selector).length > 0) return;
    const path = ['spec', 'podSelector', ...Object.keys(asObject(selector)).slice(0, 1)];
    yield { path, message: `the policy ${resource.name} selects none of the workloads of its namespace` };
  },
});

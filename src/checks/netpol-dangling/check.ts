import { holdsWorkloads } from '../../kubernetes/namespaces.ts';
import { namespaceOf, podsIn } from '../../kubernetes/namespaces.ts';
import { requirementsOf } from '../../kubernetes/selector.ts';
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import { POLICY_TYPES, type PolicyView, policiesOf } from '../../network/policy-view.ts';
import { asObject, isObject } from '../../std/value.ts';

/** Where each kind of policy says which pods it is for. */
const SELECTORS = ['podSelector', 'endpointSelector', 'selector'];

/** Labels that Cilium derives from the namespace, the account and the node; no template has them. */
const DERIVED = /^(?:io\.cilium\.|io\.kubernetes\.pod\.|reserved[:.])/;

export default defineCheck({
  id: 'netpol-dangling',
  title: 'Network policy selects no pods',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'The pods that it was written for stay open to everything, while its presence says otherwise.',
  remedy: 'Correct the selector, or scan the file that holds the workload as well.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  types: POLICY_TYPES,
  /** `alone: true` speaks also where the scan holds nothing that could be meant: a single file, say. */
  parameters: { alone: false },
  find(resource, { inventory }, { alone }) {
    if (!alone && !holdsWorkloads(inventory)) return [];
    const views = policiesOf(resource);
    if (views.length === 0 || !views.every((view) => selectsNone(inventory, view))) return [];
    const spec = asObject(resource.object['spec']);
    const key = SELECTORS.find((name) => spec[name] !== undefined);
    const selector = key === undefined ? undefined : spec[key];
    const path = key === undefined ? ['specs'] : ['spec', key];
    return [
      {
        path: isObject(selector) ? [...path, ...Object.keys(selector).slice(0, 1)] : path,
        message: `the policy ${resource.name} selects none of the workloads of its namespace`,
      },
    ];
  },
});

function selectsNone(inventory: Inventory, { resource, selector }: PolicyView): boolean {
  const requirements = requirementsOf(selector);
  if (requirements?.length === 0 || requirements?.some(({ key }) => DERIVED.test(key))) return false;
  return podsIn(inventory, namespaceOf(resource)).select(selector).length === 0;
}

import { isSystemNamespace, namespaceOf, podsIn } from '../../kubernetes/namespaces.ts';
import { matchesLabels, requirementsOf } from '../../kubernetes/selector.ts';
import { strings } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Json } from '../../model/json.ts';
import { asList, asObject, at, isObject } from '../../std/value.ts';

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;
/** Every namespace has its name as a label (KEP-2161). */
const NAME = 'kubernetes.io/metadata.name';

export default defineCheck({
  id: 'netpol-peer-unmatched',
  title: 'Network policy names a peer that is not there',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Nobody has these labels: a misspelt peer is cut off, and whoever takes the labels one day gets in.',
  remedy: 'Correct the labels, or remove the peer.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  types: ['NetworkPolicy'],
  find(resource, { inventory }) {
    const found: Violation[] = [];
    for (const [direction, key] of DIRECTIONS) {
      for (const [i, rule] of asList(at(resource.object, 'spec', direction)).entries()) {
        for (const [j, peer] of asList(at(rule, key)).entries()) {
          const selector = at(peer, 'podSelector');
          if (!isObject(selector) || requirementsOf(selector)?.length === 0) continue;
          const namespaces = namespacesOf(inventory, at(peer, 'namespaceSelector'), namespaceOf(resource));
          if (!isNobody(inventory, namespaces, selector)) continue;
          found.push({
            path: ['spec', direction, i, key, j],
            message: `no pod of ${namespaces.join(', ')} has the labels of the peer`,
          });
        }
      }
    }
    return found;
  },
});

/** Only namespaces of which the scan holds workloads say something; those of the cluster itself are never read whole from files. */
function isNobody(inventory: Inventory, namespaces: readonly string[], selector: Json): boolean {
  if (namespaces.length === 0) return false;
  return namespaces.every((namespace) => {
    const pods = podsIn(inventory, namespace);
    return !isSystemNamespace(namespace) && pods.all.length > 0 && pods.select(selector).length === 0;
  });
}

/** Those that the selector picks, as far as their labels are known. */
function namespacesOf(inventory: Inventory, selector: Json | undefined, own: string): readonly string[] {
  if (selector === undefined) return [own];
  const name = asObject(at(selector, 'matchLabels'))[NAME];
  if (typeof name === 'string') return [name];
  const objects = inventory.ofType('Namespace');
  const labels = (object: (typeof objects)[number]) => ({
    ...strings(at(object.object, 'metadata', 'labels')),
    [NAME]: object.name,
  });
  return objects.filter((object) => matchesLabels(selector, labels(object))).map((object) => object.name);
}

import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import { strings } from '../../../kubernetes/workload.ts';
import type { Resource } from '../../../model/resource.ts';
import { asStrings, at } from '../../../std/value.ts';
import { parseAddress, parseCidr } from '../address.ts';
import { NAMESPACE, namespaceLabel } from '../derived.ts';
import type { Peer } from '../policy.ts';
import type { Others } from '../reading.ts';
import { type Where, whereHolds } from '../where.ts';

const SETS = ['NetworkSet', 'GlobalNetworkSet'];
const GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];

/** The blocks of the network sets that a selector means; of one namespace where it is given (docs.tigera.io, "Network set"). */
export function setBlocks(where: Where, namespace: string | undefined, others: Others): Peer[] {
  const sets = SETS.flatMap((kind) => GROUPS.flatMap((group) => others.ofType(`${kind}.${group}`)));
  return sets
    .filter((set) => namespace === undefined || (set.kind === 'NetworkSet' && namespaceOf(set) === namespace))
    .filter((set) => whereHolds(where, labelsOf(set, others)))
    .flatMap((set) => asStrings(at(set.object, 'spec', 'nets')).flatMap(blockOf));
}

function blockOf(text: string): Peer[] {
  const point = parseAddress(text);
  const include = point === undefined ? parseCidr(text) : { from: point, to: point };
  return include ? [{ kind: 'addresses', include, except: [], whose: 'packet' }] : [];
}

/** A set in a namespace has the namespace's labels beside its own. */
function labelsOf(set: Resource, others: Others): Readonly<Record<string, string>> {
  const own = strings(at(set.object, 'metadata', 'labels'));
  if (set.kind !== 'NetworkSet') return own;
  const name = namespaceOf(set);
  const object = others.find('Namespace', '', name)?.object;
  const labels = Object.entries(strings(at(object, 'metadata', 'labels')));
  const given = labels.map(([key, value]) => [namespaceLabel(key), value] as const);
  return { ...own, ...Object.fromEntries(given), [NAMESPACE]: name };
}

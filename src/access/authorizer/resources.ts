import { groupOf } from '../../kubernetes/kinds.ts';
import { allKinds } from '../../kubernetes/schema/types.ts';
import type { Inventory } from '../../model/inventory.ts';
import { asObject, asString, asStrings } from '../../std/value.ts';

/** What a request is about, as rules name it. */
export interface ResourceName {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
}

/**
 * Reads how people name a resource: `secrets`, `pods/exec`, `deployments.apps/scale`, a singular, a short name, a kind. A group
 * is looked up among the kinds of Kubernetes and the CustomResourceDefinitions; what nobody knows is in the core group.
 */
export function parseResource(text: string, inventory: Inventory): ResourceName {
  const slash = text.indexOf('/');
  const [base, subresource] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  const dot = base.indexOf('.');
  const [name, group] = dot < 0 ? [base, undefined] : [base.slice(0, dot), base.slice(dot + 1)];
  const word = name.toLowerCase();
  const known = builtIn().get(word) ?? inventory.derive(customResources).get(word);
  if (group !== undefined) return { group, resource: known?.group === group ? known.resource : word, subresource };
  return { group: known?.group ?? '', resource: known?.resource ?? word, subresource };
}

type Names = ReadonlyMap<string, { readonly group: string; readonly resource: string }>;

/** Short names as API servers announce them. */
const SHORT: Readonly<Record<string, string>> = {
  cm: 'configmaps',
  cj: 'cronjobs',
  crd: 'customresourcedefinitions',
  csr: 'certificatesigningrequests',
  deploy: 'deployments',
  ds: 'daemonsets',
  ep: 'endpoints',
  hpa: 'horizontalpodautoscalers',
  ing: 'ingresses',
  netpol: 'networkpolicies',
  no: 'nodes',
  ns: 'namespaces',
  pdb: 'poddisruptionbudgets',
  po: 'pods',
  pv: 'persistentvolumes',
  pvc: 'persistentvolumeclaims',
  rc: 'replicationcontrollers',
  rs: 'replicasets',
  sa: 'serviceaccounts',
  sc: 'storageclasses',
  sts: 'statefulsets',
  svc: 'services',
};

let kinds: Names | undefined;

function builtIn(): Names {
  if (kinds) return kinds;
  const names = new Map<string, { readonly group: string; readonly resource: string }>();
  for (const key of allKinds().keys()) {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const singular = kind.toLowerCase();
    const found = { group: groupOf(apiVersion), resource: pluralOf(singular) };
    for (const name of [singular, found.resource]) if (!names.has(name) || isNewer(found.group)) names.set(name, found);
  }
  for (const [short, plural] of Object.entries(SHORT)) {
    const found = names.get(plural);
    if (found) names.set(short, found);
  }
  return (kinds = names);
}

/** Events are in two groups; people mean the older one, and so does kubectl. */
function isNewer(group: string): boolean {
  return group === '';
}

function pluralOf(singular: string): string {
  if (singular === 'endpoints') return singular;
  if (/(?:s|x|ch)$/.test(singular)) return `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

function customResources(inventory: Inventory): Names {
  const names = new Map<string, { readonly group: string; readonly resource: string }>();
  for (const { object } of inventory.ofType('CustomResourceDefinition')) {
    const spec = asObject(object['spec']);
    const own = asObject(spec['names']);
    const resource = asString(own['plural']);
    if (!resource) continue;
    const all = [
      resource,
      asString(own['singular']),
      asString(own['kind'])?.toLowerCase(),
      ...asStrings(own['shortNames']),
    ];
    const found = { group: asString(spec['group']) ?? '', resource };
    for (const name of all) if (name && !names.has(name)) names.set(name, found);
  }
  return names;
}

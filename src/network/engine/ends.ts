import { type AddressRange, ALL_IPV4, parseAddress, parseCidr, rangeText } from './address.ts';
import type { Analysis, AnalysedNetwork } from './analysis.ts';
import { CONTROLLER } from './connections.ts';

/** One end of a question: a workload, a part of the outside, or what routes requests into the cluster. */
export interface End {
  readonly label: string;
  readonly columns: readonly number[];
  /** Position among the workloads; undefined for the outside. */
  readonly node: number | undefined;
}

/** What the text names in a network; several where a name is not unique. */
export function endsOf({ network }: AnalysedNetwork, text: string): readonly End[] {
  const range = rangeNamed(text);
  if (range) {
    const columns = [...network.atoms.keys()].filter((i) => touches(network.atoms[i]!, range));
    return [{ label: rangeText(range), columns: columns.map((i) => network.firstAtom + i), node: undefined }];
  }
  if (text === CONTROLLER || text === 'ingress-controller') {
    return [{ label: CONTROLLER, columns: [network.firstStand], node: undefined }];
  }
  return [...network.nodes.keys()]
    .filter((i) => names(network.nodes[i]!, text))
    .map((node) => ({ label: network.nodes[node]!.label, columns: network.columnsOf[node]!, node }));
}

/** `name`, `namespace/name`, `Kind/name`, `namespace/name[Kind]`. */
export function names(node: { namespace: string; name: string; kind: string; label: string }, text: string): boolean {
  const { namespace, name, kind, label } = node;
  const spellings = [name, `${namespace}/${name}`, `${kind.toLowerCase()}/${name}`, label.toLowerCase()];
  return spellings.includes(text) || spellings.slice(2).includes(text.toLowerCase());
}

/** The addresses that a policy of the cluster would have to be asked about: cuts for a question about one address. */
export function rangeNamed(text: string): AddressRange | undefined {
  if (text === 'internet' || text === 'external') return ALL_IPV4;
  const point = parseAddress(text);
  return point === undefined ? parseCidr(text) : { from: point, to: point };
}

function touches(atom: AddressRange, range: AddressRange): boolean {
  return atom.from <= range.to && range.from <= atom.to;
}

/** The names of all workloads, for a hint. */
export function workloadNames({ networks }: Analysis): string[] {
  return networks.flatMap(({ network }) => network.nodes.map(({ namespace, name }) => `${namespace}/${name}`));
}

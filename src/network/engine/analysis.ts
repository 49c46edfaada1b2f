import type { Resource } from '../../model/resource.ts';
import type { AddressRange } from './address.ts';
import { type Connection, connectionsOf, type ListWish } from './connections.ts';
import { createNetwork, type Network } from './engine.ts';
import { type Layer, layersOf } from './layers.ts';
import type { Note, PodPick, Policy, Problem } from './policy.ts';
import { readPolicies } from './read-policies.ts';
import { type Entry, entriesOf, type Published, publishedServices } from './routes.ts';
import { sctpNotes } from './sctp.ts';
import type { Settings } from './settings.ts';

/** Everything known of who can talk to whom among some resources. */
export interface Analysis {
  readonly networks: readonly AnalysedNetwork[];
  /** What an API server would refuse, or what has no defined meaning: no answer can be trusted while one is there. */
  readonly problems: readonly Problem[];
  /** What policies ask that the graph does not tell: names, host firewalls, objects that are not there. */
  readonly notes: readonly Note[];
  /** Objects of kinds that filter traffic and that are not read. */
  readonly unread: readonly Resource[];
  /** Workloads whose pods differ in what policies ask about: their rows are the union over the pods. */
  readonly mixed: readonly string[];
  readonly policies: readonly Policy[];
}

export interface AnalysedNetwork {
  /** Undefined for the network of all pods; `primary UDN blue`, `secondary NAD storage`. */
  readonly name: string | undefined;
  /** Whether it leads out of the cluster. */
  readonly external: boolean;
  readonly network: Network;
  readonly entries: readonly Entry[];
  /** Services that outsiders reach by themselves; what policies let through is asked apart. */
  readonly published: readonly Published[];
  /** How a pod is seen that reaches itself through a Service. */
  readonly hairpin: Settings['hairpin'];
}

export interface AnalysisWish {
  readonly settings: Settings;
  /** Tells user-defined and attached networks apart; else all pods share one network. */
  readonly multiNetwork?: boolean;
  /** Pods to imagine, given the policies. */
  readonly stands?: (policies: readonly Policy[]) => readonly PodPick[];
  readonly cuts?: readonly AddressRange[];
}

export function analyse(resources: readonly Resource[], wish: AnalysisWish): Analysis {
  const { policies, problems, notes, unread } = readPolicies(resources, wish.settings.enforced);
  const { sctp } = wish.settings;
  const { layers, problems: more, notes: left } = layersOf(resources, policies, Boolean(wish.multiNetwork));
  const networks = layers.map((layer) => networkOf(layer, resources, wish));
  const mixed = networks.flatMap(({ network }) =>
    network.nodes.filter((_, i) => network.columnsOf[i]!.length > 1).map(({ label }) => label),
  );
  return {
    networks,
    problems: [...problems, ...more],
    notes: [...notes, ...left, ...(sctp ? sctpNotes(policies, sctp) : [])],
    unread,
    mixed: [...new Set(mixed)],
    policies,
  };
}

function networkOf(layer: Layer, resources: readonly Resource[], wish: AnalysisWish): AnalysedNetwork {
  const network = createNetwork({
    resources,
    nodes: layer.nodes,
    policies: layer.policies,
    settings: wish.settings,
    ...(wish.stands && { stands: wish.stands(layer.policies) }),
    ...(wish.cuts && { cuts: wish.cuts }),
  });
  const entries = layer.external ? entriesOf(resources, layer.nodes, wish.settings.servicesReach) : [];
  const published = layer.external ? publishedServices(resources, layer.nodes) : [];
  return { name: layer.name, external: layer.external, network, entries, published, hairpin: wish.settings.hairpin };
}

/** The permitted connections of all networks. */
export function* allConnections(
  { networks }: Analysis,
  filter: Pick<ListWish, 'from' | 'to' | 'atoms'> = {},
): Generator<Connection> {
  for (const { name, external, network, entries } of networks) {
    for (const connection of connectionsOf(network, { external, entries, ...filter })) {
      yield name === undefined ? connection : { ...connection, network: name };
    }
  }
}

import { count } from '../../std/text.ts';
import type { AddressRange } from '../engine/address.ts';
import { blocksFor, type Block, internetBlocks } from './blocks.ts';
import type { Need, Peer } from './need.ts';
import type { SuggestedPeer, SuggestedPort, SuggestedRule } from './policy.ts';
import { peerKey } from './resolve.ts';
import type { Subject } from './subjects.ts';

/** What rules of a namespace are written with. */
export interface RuleWorld {
  readonly namespace: string;
  subjectOf(node: number): Subject;
  readonly hosts: readonly AddressRange[];
  /** How a peer is told in a comment. */
  text(peer: Peer): string;
}

interface Wanted {
  readonly peer: Peer;
  readonly ports: Map<string, SuggestedPort>;
  flows: number;
}

/** The fewest rules of one direction: peers that need the same ports share one, peers of one label one selector. */
export function rulesFor(
  needs: readonly (readonly [Peer, Need])[],
  direction: 'from' | 'to',
  world: RuleWorld,
): SuggestedRule[] {
  const wanted = new Map<string, Wanted>();
  for (const [peer, need] of needs) {
    const key = peerKey(peer);
    const one = wanted.get(key) ?? { peer, ports: new Map<string, SuggestedPort>(), flows: 0 };
    one.ports.set(`${need.protocol} ${need.port ?? '*'}`, { protocol: need.protocol, port: need.port });
    one.flows += need.count;
    wanted.set(key, one);
  }
  const byPorts = Map.groupBy(wanted.values(), ({ ports }) => [...ports.keys()].sort().join());
  return [...byPorts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]): SuggestedRule => {
      const ports = [...group[0]!.ports.values()].sort(byPort);
      return {
        comments: commentsOf(group, `${direction} `, ports, world),
        peers: peersOf(
          group.map(({ peer }) => peer),
          world,
        ),
        ports,
      };
    });
}

function byPort(a: SuggestedPort, b: SuggestedPort): number {
  return a.protocol === b.protocol ? (a.port ?? 0) - (b.port ?? 0) : a.protocol < b.protocol ? -1 : 1;
}

const MOST_COMMENTS = 6;

function commentsOf(
  group: readonly Wanted[],
  lead: string,
  ports: readonly SuggestedPort[],
  world: RuleWorld,
): string[] {
  const texts = ports.map(({ protocol, port }) =>
    port === undefined ? `${protocol}, any port` : `${protocol} ${port}`,
  );
  const lines = group
    .map(({ peer, flows }) => ({ text: world.text(peer), flows }))
    .sort((a, b) => b.flows - a.flows || (a.text < b.text ? -1 : 1))
    .map(({ text, flows }) => `${lead}${text}: ${texts.join(', ')} (${count(flows, 'flow')})`);
  const more = lines.length - MOST_COMMENTS;
  return more > 1 ? [...lines.slice(0, MOST_COMMENTS), `and ${lead}${more} more`] : lines;
}

function peersOf(peers: readonly Peer[], world: RuleWorld): SuggestedPeer[] {
  const pods = new Map<string, SuggestedPeer & { kind: 'pods' }>();
  for (const peer of peers) {
    if (peer.kind !== 'workload') continue;
    const { namespace, selector } = world.subjectOf(peer.node);
    const [only] = selector;
    // One label of one namespace: its values make one selector.
    const key =
      selector.length === 1 && only!.operator === 'In'
        ? `${namespace} ${only!.key}`
        : JSON.stringify([namespace, selector]);
    const before = pods.get(key);
    const values = [...new Set([...(before?.selector[0]?.values ?? []), ...(only?.values ?? [])])].sort();
    const whole = before && selector.length === 1 ? [{ ...only!, values }] : selector;
    pods.set(key, { kind: 'pods', namespace: namespace === world.namespace ? undefined : namespace, selector: whole });
  }
  const block = (one: Block): SuggestedPeer => ({ kind: 'block', ...one });
  return [
    ...[...pods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, peer]) => peer),
    ...blocksOf(peers, world).map(block),
  ];
}

function blocksOf(peers: readonly Peer[], { hosts }: RuleWorld): Block[] {
  const ranges = peers.flatMap((peer) => (peer.kind === 'addresses' ? [peer.range] : []));
  const nodes = peers.some(({ kind }) => kind === 'hosts') ? hosts : [];
  const internet = peers.some(({ kind }) => kind === 'internet') ? internetBlocks({ ipv6: false }) : [];
  return [...internet, ...blocksFor([...ranges, ...nodes])];
}

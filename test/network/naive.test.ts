import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asList, asString, at } from '../../src/std/value.ts';
import { parseAddress } from '../../src/network/engine/address.ts';
import { analyse } from '../../src/network/engine/analysis.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { PROTOCOLS } from '../../src/network/engine/ports.ts';
import type { Settings } from '../../src/network/engine/settings.ts';
import { trace, tracedPorts } from '../../src/network/engine/trace.ts';
import { Naive } from './naive/naive.ts';
import type { Spot } from './naive/shared.ts';
import { OUTSIDE, PORTS } from './worlds/shared.ts';
import { type World, WORLDS } from './worlds/worlds.ts';

const settings: fc.Arbitrary<Settings> = fc.record({
  blocksMatchPods: fc.boolean(),
  hostNetwork: fc.constantFrom<Settings['hostNetwork']>('node', 'pod'),
});
/** More with `RUNS=10000 npx vitest run test/network`. */
const RUNS = Number(process.env['RUNS'] ?? 100);

describe.each(Object.entries(WORLDS))('the engine on random small clusters: %s', (_, world) => {
  it('allows exactly what the specifications allow', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(world, settings, (cluster, rules) => {
        expect(differences(cluster, rules)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('explains every port of every connection as it is', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(world, settings, (cluster, rules) => {
        const { networks, problems } = analyse(cluster.resources, { settings: rules });
        expect(problems.map(({ message }) => message)).toEqual([]);
        const { network } = networks[0]!;
        for (const from of network.classes.keys()) {
          for (const to of network.classes.keys()) {
            const both = [told(network, from, to, 'egress'), told(network, to, from, 'ingress')];
            expect(network.ports.intersect(both[0]!, both[1]!)).toBe(network.allowed(from, to));
          }
        }
      }),
      { numRuns: Math.min(RUNS, 1000) },
    );
  });
});

function told(network: Network, column: number, other: number, direction: 'ingress' | 'egress') {
  return tracedPorts(network, trace(network, column, other, direction));
}

function differences({ resources, pods }: World, rules: Settings): string[] {
  const naive = new Naive(resources, rules);
  const { networks, problems } = analyse(resources, { settings: rules });
  expect(problems.map(({ message }) => message)).toEqual([]);
  const { network } = networks[0]!;
  const spots = [...pods.map((pod) => podSpot(network, pod)), ...OUTSIDE.flatMap((text) => outsideSpot(network, text))];
  const wrong: string[] = [];
  for (const from of spots) {
    for (const to of spots) {
      if (from === to || (!from.pod && !to.pod)) continue;
      const set = network.allowed(from.column, to.column);
      for (const protocol of PROTOCOLS) {
        for (const port of [...PORTS, 90, 65535]) {
          const expected = naive.allowed(from, to, { protocol, port });
          const actual = network.ports.has(set, protocol, port);
          if (actual !== expected) wrong.push(`${from.name} to ${to.name} ${protocol}/${port}: expected ${expected}`);
        }
      }
    }
  }
  return wrong;
}

interface Placed extends Spot {
  readonly name: string;
  readonly column: number;
}

function podSpot(network: Network, pod: World['pods'][number]): Placed {
  const node = network.nodes.findIndex(({ name }) => name === pod.name);
  const ips = asList(at(pod.object, 'status', 'podIPs')).map((entry) => asString(at(entry, 'ip')) ?? '');
  const addresses = ips.map((ip) => parseAddress(ip)!);
  return { name: pod.name, pod, addresses, column: network.columnsOf[node]![0]! };
}

/** An address of IPv6 has no column where no policy speaks of IPv6. */
function outsideSpot(network: Network, text: string): Placed[] {
  const point = parseAddress(text)!;
  const atom = network.atoms.findIndex(({ from, to }) => from <= point && point <= to);
  return atom < 0 ? [] : [{ name: text, pod: undefined, addresses: [point], column: network.firstAtom + atom }];
}

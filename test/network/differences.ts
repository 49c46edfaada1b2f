import { expect } from 'vitest';
import { asList, asString, at } from '../../src/std/value.ts';
import { parseAddress } from '../../src/network/engine/address.ts';
import { analyse } from '../../src/network/engine/analysis.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { PROTOCOLS } from '../../src/network/engine/ports.ts';
import type { Settings } from '../../src/network/engine/settings.ts';
import { Naive } from './naive/naive.ts';
import type { Spot } from './naive/shared.ts';
import { OUTSIDE, PORTS } from './worlds/shared.ts';
import type { World } from './worlds/worlds.ts';

/** Packets that the engine answers otherwise than an evaluator that reads the specifications one connection at a time. */
export function differences({ resources, pods }: World, rules: Settings): string[] {
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

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import { analyse } from '../../src/network/engine/analysis.ts';
import { between, matrixRows } from '../../src/network/engine/matrix.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { NOTHING, type PortSet } from '../../src/network/engine/ports.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { made } from './worlds/shared.ts';
import { WORLDS } from './worlds/worlds.ts';

/** Pods of one namespace under two owners: their replicas differ in labels, ports and addresses. */
function owned(resource: Resource, i: number): Resource {
  if (resource.type !== 'Pod') return resource;
  const { metadata, spec, ...more } = resource.object;
  const ownerReferences = [{ kind: 'ReplicaSet', name: `set-${i % 2}`, uid: 'u' }];
  return made('v1', 'Pod', { ...(metadata as JsonObject), ownerReferences }, spec, more as JsonObject);
}

function networkOf(resources: readonly Resource[]): Network {
  return analyse(resources, { settings: PROFILES.default }).networks[0]!.network;
}

/** What any pod of one workload may send to any of another, where each pod is a workload of its own. */
function unionOf(apart: Network, from: readonly number[], to: readonly number[]): PortSet {
  return from
    .flatMap((a) => to.map((b) => between(apart, a, b)))
    .reduce((all, set) => apart.ports.union(all, set), NOTHING);
}

it.each(Object.entries(WORLDS))('what replicas that differ may is what any of them may: %s', (_, world) => {
  fc.assert(
    fc.property(world, ({ resources }) => {
      const [apart, together] = [networkOf(resources), networkOf(resources.map(owned))];
      const all = [...together.nodes.keys()];
      const podsOf = (node: number) =>
        together.nodes[node]!.pods.map((pod) =>
          apart.nodes.findIndex((one) => one.namespace === pod.namespace && one.name === pod.resource.name),
        );

      for (const { from, sets, hits, count } of matrixRows(together, all, all)) {
        const wanted = all.map((to) => unionOf(apart, podsOf(from), podsOf(to)));
        expect([...sets].map((set) => together.ports.text(set))).toEqual(wanted.map((set) => apart.ports.text(set)));
        expect([...hits.subarray(0, count)].sort()).toEqual(all.filter((to) => sets[to] !== NOTHING));
      }
    }),
    { numRuns: 50 },
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import { analyse } from '../../src/network/engine/analysis.ts';
import { between, matrixRows } from '../../src/network/engine/matrix.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { NOTHING, type PortSet } from '../../src/network/engine/ports.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { asObject } from '../../src/std/value.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { made } from './worlds/shared.ts';
import { WORLDS } from './worlds/worlds.ts';

/** Every other pod without labels of its own, so that ports and addresses alone tell some apart. */
function bared(resource: Resource, i: number): Resource {
  return i % 2 === 0 ? resource : withMetadata(resource, { labels: {} });
}

/** Pods of one namespace under one owner. */
function owned(resource: Resource): Resource {
  return withMetadata(resource, { ownerReferences: [{ kind: 'ReplicaSet', name: 'set', uid: 'u' }] });
}

function withMetadata(resource: Resource, more: JsonObject): Resource {
  if (resource.type !== 'Pod') return resource;
  const { metadata, spec, ...rest } = resource.object;
  return made('v1', 'Pod', { ...asObject(metadata), ...more }, spec, rest);
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
    fc.property(world, (cluster) => {
      const resources = cluster.resources.map(bared);
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

it('tells replicas apart that differ in nothing but the number of a port that a policy names', () => {
  const replica = (name: string, containerPort: number) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: a, ownerReferences: [{kind: ReplicaSet, name: set, uid: u}]}
spec: {containers: [{name: c, ports: [{name: web, containerPort: ${containerPort}}]}]}
---
`;
  const { resources } = readManifestText(
    'p.yaml',
    `${[80, 80, 81, 80].map((port, i) => replica(`p${i}`, port)).join('')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: a}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: web}]}]}
`,
  );

  const network = networkOf(resources);

  expect(network.columnsOf).toEqual([[0, 1]]);
  expect(network.ports.text(between(network, 0, 0))).toBe('TCP 80-81');
});

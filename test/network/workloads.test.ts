import { expect, it } from 'vitest';
import type { Resource } from '../../src/model/resource.ts';
import { nodesOf } from '../../src/network/engine/workloads.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

/** A pod whose owner is of a kind that no other pod's owner has. */
function orphan(i: number): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p${i}, namespace: shop, ownerReferences: [{kind: Kind${i}, name: o${i}, uid: u}]}
spec: {containers: [{name: c}]}
`;
}

it('looks at each pod a few times, however many kinds of owners there are', () => {
  const pods = 200;
  let looks = 0;
  const { resources } = readManifestText('p.yaml', Array.from({ length: pods }, (_, i) => orphan(i)).join('---\n'));
  const watched = resources.map(
    (resource): Resource =>
      new Proxy(resource, {
        get(target, key) {
          if (key === 'kind') looks++;
          return Reflect.get(target, key, target);
        },
      }),
  );

  expect(nodesOf(watched)).toHaveLength(pods);
  expect(looks).toBeLessThan(pods * 10);
});

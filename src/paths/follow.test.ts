import { describe, expect, it } from 'vitest';
import { strategicMerge } from '../kubernetes/patch/strategic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { at } from '../std/value.ts';
import { followed, withFollowers } from './follow.ts';
import { overlay } from './overlay.ts';
import { inTemplate } from './owned.ts';

const TEMPLATE = `
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, securityContext: {privileged: true}}, {name: logs, volumeMounts: [{name: root, mountPath: /host}]}]
      volumes: [{name: root, hostPath: {path: /}}]`;
const OBJECTS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:${TEMPLATE}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web-5d, namespace: shop, ownerReferences: [{kind: Deployment, name: web}]}
spec:
  template:${TEMPLATE}
---
apiVersion: v1
kind: Pod
metadata: {name: web-5d-x, namespace: shop, labels: {app: web, pod-template-hash: 5d}, ownerReferences: [{kind: ReplicaSet, name: web-5d}]}
spec:
  nodeName: n1
  containers:
  - {name: mesh, securityContext: {privileged: true}}
  - {name: web, securityContext: {privileged: true}, volumeMounts: [{name: token, mountPath: /var/run/token}]}
  - {name: logs, volumeMounts: [{name: token, mountPath: /var/run/token}, {name: root, mountPath: /host}]}
  volumes: [{name: root, hostPath: {path: /}}, {name: token, projected: {}}]
---
apiVersion: v1
kind: Pod
metadata: {name: alone, namespace: shop}
spec: {containers: [{name: web}]}
`;
const objects = readManifestText('web.yaml', OBJECTS).resources;
const [deployment, , pod] = objects as [Resource, Resource, Resource];
const names = (list: readonly Resource[]) => list.map(({ kind, name }) => `${kind} ${name}`);
const template = (spec: JsonObject): Resource => ({ ...deployment, object: { spec: { template: { spec } } } });
const merged = (target: JsonObject, patch: JsonObject) => strategicMerge(target, patch, undefined);

describe('pods', () => {
  it('become what a changed template says, and keep their node and what admission added', () => {
    const now = overlay(objects, [template({ hostNetwork: true, containers: [], volumes: [] })], (target, patch) => ({
      ...target,
      ...patch,
    }));
    const [, , after] = now.resources;

    expect(now.changed).toEqual(['Deployment shop/web']);
    expect(after!.object).toMatchObject({
      metadata: { labels: { 'pod-template-hash': '5d' } },
      spec: {
        nodeName: 'n1',
        hostNetwork: true,
        containers: [{ name: 'mesh' }],
        volumes: [{ name: 'token' }],
      },
    });
  });

  it('stay the same objects where the template does', () => {
    const now = overlay(objects, [{ ...deployment, object: { metadata: { labels: { team: 'a' } } } }], merged);

    expect(now.resources[2]).toBe(pod);
    expect(now.resources[3]).toBe(objects[3]);
  });

  it('go with their workload, and so does what stands between', () => {
    expect(names(withFollowers(objects, new Map([[deployment, undefined]])))).toEqual(['Pod alone']);
  });
});

describe('a value that follows another', () => {
  const cases: readonly (readonly [
    name: string,
    live: Json,
    old: Json,
    fresh: Json | undefined,
    now: Json | undefined,
  ])[] = [
    ['keeps what did not change', { a: 1, b: 2 }, { a: 0 }, { a: 0 }, { a: 1, b: 2 }],
    ['loses what is gone', { a: 1, b: 2 }, { a: 1 }, {}, { b: 2 }],
    ['takes what is new', { b: 2 }, {}, { a: { c: 1 } }, { b: 2, a: { c: 1 } }],
    [
      'finds items by their names',
      [{ name: 'x' }, { name: 'a', v: 1, w: 2 }],
      [{ name: 'a', v: 1 }],
      [{ name: 'a', v: 3 }],
      [{ name: 'a', v: 3, w: 2 }, { name: 'x' }],
    ],
    ['leaves out items that are gone', ['x', 'a', 'b'], ['a', 'b'], ['b'], ['b', 'x']],
    ['is replaced where it is of another type', 'text', ['a'], ['b'], ['b']],
  ];

  it.each(cases)('%s', (_, live, old, fresh, now) => {
    expect(followed(live, old, fresh)).toEqual(now);
  });
});

describe('what a template says of a fact in its pod', () => {
  const fact = (...path: (string | number)[]) => inTemplate({ resource: pod, path, note: 'n' }, deployment);

  it.each([
    [
      'a setting of a container',
      ['containers', 1, 'securityContext', 'privileged'],
      ['containers', 0, 'securityContext', 'privileged'],
    ],
    ['a mount', ['containers', 2, 'volumeMounts', 1], ['containers', 1, 'volumeMounts', 0]],
    ['a volume', ['volumes', 0, 'hostPath'], ['volumes', 0, 'hostPath']],
    ['what only the API server says', ['serviceAccountName'], ['serviceAccountName']],
  ])('%s', (_, path, there) => {
    const found = fact('spec', ...path)!;

    expect(found).toMatchObject({ resource: deployment, path: ['spec', 'template', 'spec', ...there], note: 'n' });
    expect(at(pod.object, 'spec', ...path)).toEqual(at(deployment.object, ...found.path));
  });

  it.each([
    ['a container of a mesh', ['spec', 'containers', 0, 'securityContext', 'privileged']],
    ['the volume of a token', ['spec', 'volumes', 1]],
    ['a status', ['status', 'podIP']],
  ])('nothing of %s', (_, path) => {
    expect(fact(...path)).toBeUndefined();
  });
});

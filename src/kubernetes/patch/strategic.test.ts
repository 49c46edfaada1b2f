import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { typeNamed } from '../schema/types.ts';
import { patchTypeOf, strategicMerge } from './strategic.ts';

/** Name, type, target, patch, result. */
const CASES: [string, string, JsonObject, JsonObject, JsonObject][] = [
  [
    'merges objects and removes nulls',
    'core.v1.PodSpec',
    { dnsPolicy: 'None', hostname: 'a' },
    { dnsPolicy: null, subdomain: 'b' },
    { hostname: 'a', subdomain: 'b' },
  ],
  [
    'merges containers by name, keeping their order',
    'core.v1.PodSpec',
    {
      containers: [
        { name: 'a', image: '1', tty: true },
        { name: 'b', image: '1' },
      ],
    },
    { containers: [{ name: 'a', image: '2' }] },
    {
      containers: [
        { name: 'a', image: '2', tty: true },
        { name: 'b', image: '1' },
      ],
    },
  ],
  [
    'puts new items where the patch has them, before what only the target has',
    'core.v1.PodSpec',
    { containers: [{ name: 'a' }] },
    { containers: [{ name: 'n' }, { name: 'a', image: 'i' }] },
    { containers: [{ name: 'n' }, { name: 'a', image: 'i' }] },
  ],
  [
    'merges ports by containerPort',
    'core.v1.Container',
    { ports: [{ containerPort: 80, name: 'http' }] },
    { ports: [{ containerPort: 80, protocol: 'TCP' }, { containerPort: 443 }] },
    { ports: [{ containerPort: 80, name: 'http', protocol: 'TCP' }, { containerPort: 443 }] },
  ],
  ['replaces atomic lists', 'core.v1.Container', { args: ['a', 'b'] }, { args: ['c'] }, { args: ['c'] }],
  [
    'replaces tolerations, which have no merge key',
    'core.v1.PodSpec',
    { tolerations: [{ key: 'a' }] },
    { tolerations: [{ key: 'b' }] },
    { tolerations: [{ key: 'b' }] },
  ],
  [
    'unites plain lists that merge',
    'meta.v1.ObjectMeta',
    { finalizers: ['a', 'b'] },
    { finalizers: ['b', 'c'] },
    { finalizers: ['a', 'b', 'c'] },
  ],
  [
    'deletes list items by directive',
    'core.v1.PodSpec',
    { containers: [{ name: 'a' }, { name: 'b' }] },
    { containers: [{ name: 'a', $patch: 'delete' }] },
    { containers: [{ name: 'b' }] },
  ],
  [
    'replaces lists by directive',
    'core.v1.PodSpec',
    { containers: [{ name: 'a' }, { name: 'b' }] },
    { containers: [{ $patch: 'replace' }, { name: 'c' }] },
    { containers: [{ name: 'c' }] },
  ],
  [
    'replaces objects by directive',
    'core.v1.PodSpec',
    { securityContext: { runAsUser: 1, fsGroup: 2 } },
    { securityContext: { $patch: 'replace', runAsUser: 3 } },
    { securityContext: { runAsUser: 3 } },
  ],
  [
    'empties objects by directive',
    'core.v1.PodSpec',
    { securityContext: { runAsUser: 1 } },
    { securityContext: { $patch: 'delete' } },
    { securityContext: {} },
  ],
  [
    'takes $patch: merge as nothing special',
    'core.v1.PodSpec',
    { containers: [{ name: 'a', tty: true }] },
    { containers: [{ name: 'a', $patch: 'merge', stdin: true }] },
    { containers: [{ name: 'a', tty: true, stdin: true }] },
  ],
  [
    'retains only the named keys of a union',
    'apps.v1.DeploymentSpec',
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
    { strategy: { type: 'Recreate' } },
  ],
  [
    'deletes from plain lists',
    'meta.v1.ObjectMeta',
    { finalizers: ['a', 'b', 'c'] },
    { '$deleteFromPrimitiveList/finalizers': ['b'] },
    { finalizers: ['a', 'c'] },
  ],
  [
    'orders by directive',
    'core.v1.PodSpec',
    { containers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
    { '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }], containers: [{ name: 'c', image: 'i' }] },
    { containers: [{ name: 'b' }, { name: 'c', image: 'i' }, { name: 'a' }] },
  ],
  [
    'drops directives and nulls of what is new',
    'core.v1.PodSpec',
    {},
    { securityContext: { $retainKeys: ['runAsUser'], runAsUser: 1, fsGroup: null } },
    { securityContext: { runAsUser: 1 } },
  ],
  [
    'lets the patch win over another type',
    'core.v1.PodSpec',
    { containers: 'x', securityContext: [] },
    { containers: [{ name: 'a' }], securityContext: { runAsUser: 1 } },
    { containers: [{ name: 'a' }], securityContext: { runAsUser: 1 } },
  ],
];

describe('strategicMerge', () => {
  it.each(CASES)('%s', (_, type, target, patch, expected) => {
    const before = structuredClone({ target, patch });

    const result = strategicMerge(target, patch, typeNamed(type));

    expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
    expect({ target, patch }).toEqual(before);
  });

  it('follows the types from the kind down', () => {
    const target = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      spec: {
        jobTemplate: {
          spec: { template: { spec: { containers: [{ name: 'a', env: [{ name: 'X', value: '1' }] }] } } },
        },
      },
    };
    const patch = {
      spec: {
        jobTemplate: {
          spec: { template: { spec: { containers: [{ name: 'a', env: [{ name: 'Y', value: '2' }] }] } } },
        },
      },
    };

    const result = strategicMerge(target, patch, patchTypeOf(target));

    expect(result).toMatchObject({
      spec: {
        jobTemplate: { spec: { template: { spec: { containers: [{ env: [{ name: 'Y' }, { name: 'X' }] }] } } } },
      },
    });
  });

  it('replaces every list of a custom resource', () => {
    const result = strategicMerge({ containers: [{ name: 'a' }] }, { containers: [{ name: 'b' }] }, undefined);

    expect(result).toEqual({ containers: [{ name: 'b' }] });
  });

  it.each<[string, JsonObject]>([
    ['an unknown directive', { securityContext: { $patch: 'destroy' } }],
    ['an item without its key', { containers: [{ image: 'a' }] }],
    ['a plain item in a list of objects', { containers: ['a'] }],
    ['a key that $retainKeys does not name', { securityContext: { $retainKeys: [], runAsUser: 1 } }],
  ])('refuses %s', (_, patch) => {
    const merge = (): unknown => strategicMerge({}, patch, typeNamed('core.v1.PodSpec'));

    expect(merge).toThrow(expect.objectContaining({ code: 'bad-directive' }));
  });

  it('refuses endless nesting, in lists too', () => {
    let deep: Json = 1;
    for (let i = 0; i < 20_000; i++) deep = [deep];
    const merge = (): unknown => strategicMerge({}, { args: deep }, typeNamed('core.v1.Container'));

    expect(merge).toThrow(expect.objectContaining({ code: 'too-deep' }));
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { checks } from '../../checks/index.generated.ts';
import type { ApiResource } from '../../kube/discovery.ts';
import { allKinds } from '../../kubernetes/schema/types.ts';
import { createInventory } from '../../model/inventory.ts';
import { readManifestText } from '../manifest/read.ts';
import { pluralOf, rightsFor, typesToRead, wantedKinds } from './kinds.ts';
import { clusterTarget } from './target.ts';

const folder = resolve(import.meta.dirname, '../../checks');

it('reads every type that some view looks at', () => {
  const looked = new Set<string>();
  for (const check of checks) {
    for (const file of readdirSync(join(folder, check.id)).filter((name) => /^(?:bad|good).*\.yaml$/.test(name))) {
      const { resources } = readManifestText(file, readFileSync(join(folder, check.id, file), 'utf8'));
      const inventory = createInventory(resources, (type) => looked.add(type));
      for (const resource of resources) {
        if (check.types !== '*' && !check.types.includes(resource.type)) continue;
        Array.from(check.find(resource, { inventory, minor: 36, today: '2026-11-21' }, check.parameters ?? {}));
      }
    }
  }
  const read = typesToRead(checks);
  const servable = new Set([...allKinds().keys()].map((key) => key.split(' ')[1]!));

  const unread = [...looked].filter((type) => !read.has(type) && (type.includes('.') || servable.has(type)));

  expect(looked.size).toBeGreaterThan(10);
  expect(unread.filter((type) => !/example\.com|\.hostdata\.|^data\./.test(type))).toEqual([]);
});

it('asks for no right but reading whole kinds of real groups', () => {
  const rights = rightsFor(typesToRead(checks));

  expect(rights.filter(({ group, plural }) => /[^a-z0-9.-]/.test(group + plural))).toEqual([]);
  expect(rights).toContainEqual({ group: 'networking.k8s.io', plural: 'ingresses' });
  expect(rights).not.toContainEqual({ group: 'extensions', plural: 'ingresses' });
  expect(rights.filter(({ plural }) => plural === 'events' || plural === 'leases')).toEqual([]);
});

it.each([
  ['NetworkPolicy', 'networkpolicies'],
  ['Ingress', 'ingresses'],
  ['Gateway', 'gateways'],
  ['StorageClass', 'storageclasses'],
  ['Pod', 'pods'],
])('knows that %s are %s', (kind, plural) => {
  expect(pluralOf(kind)).toBe(plural);
});

const served = (plural: string, kind: string, more: Partial<ApiResource> = {}): ApiResource => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced: true,
  verbs: ['list'],
  preferred: true,
  ...more,
});

it('lists a kind once, in the group that lived on and the version that the server prefers', () => {
  const wanted = wantedKinds(
    [
      served('ingresses', 'Ingress', { group: 'extensions', version: 'v1beta1' }),
      served('ingresses', 'Ingress', { group: 'networking.k8s.io' }),
      served('ingresses', 'Ingress', { group: 'networking.k8s.io', version: 'v1beta1', preferred: false }),
      served('pods', 'Pod'),
      served('reviews', 'Pod', { verbs: ['create'], group: 'apps' }),
      served('widgets', 'Pod', { group: 'acme.io' }),
      served('nodes', 'Node', { namespaced: false }),
      served('clusterroles', 'ClusterRole', { namespaced: false, group: 'rbac.authorization.k8s.io' }),
    ],
    new Set(['Pod', 'Ingress', 'Node', 'ClusterRole']),
    'shop',
  );

  const names = wanted.map(({ resource }) => `${resource.plural}.${resource.group}/${resource.version}`);
  expect(names).toEqual(['ingresses.networking.k8s.io/v1', 'pods./v1', 'clusterroles.rbac.authorization.k8s.io/v1']);
});

it.each([
  ['cluster', { namespace: undefined }],
  ['cluster:', { namespace: undefined }],
  ['cluster/', { namespace: undefined }],
  ['cluster/shop', { namespace: 'shop' }],
  ['cluster:shop-2', { namespace: 'shop-2' }],
  ['./cluster', undefined],
  ['cluster/a/b', undefined],
  ['cluster/deploy.yaml', undefined],
  ['clusters', undefined],
  ['-', undefined],
])('the target %s', (target, expected) => {
  expect(clusterTarget(target)).toEqual(expected);
});

import type { KubeClient } from '../../src/kube/client.ts';
import { discover } from '../../src/kube/discovery.ts';
import { listAll } from '../../src/kube/list.ts';
import type { ClusterWatch, Wanted } from '../../src/kube/watch/cluster.ts';
import { keyOf } from '../../src/kube/watch/store.ts';
import { asObject, asString } from '../../src/std/value.ts';

/** Kinds that the soak churns, and those that lead to them. */
const PLURALS: ReadonlySet<string> = new Set([
  'configmaps',
  'secrets',
  'serviceaccounts',
  'pods',
  'deployments',
  'roles',
  'networkpolicies',
  'namespaces',
  'customresourcedefinitions',
  'widgets',
]);

export async function soakedKinds(client: KubeClient, signal?: AbortSignal): Promise<Wanted[]> {
  const { resources } = await discover(client, signal);
  return resources
    .filter(({ plural, preferred }) => preferred && PLURALS.has(plural))
    .map((resource) => ({ resource, metadataOnly: resource.kind === 'Secret' }));
}

/** What the API server has now, as `resource namespace/name uid@version`, read anew. */
export async function listed(client: KubeClient): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const { resource } of await soakedKinds(client)) {
    for await (const { items } of listAll(client, resource)) {
      for (const item of items) {
        const { uid, resourceVersion } = asObject(item['metadata']);
        all.add(line(resource.plural, keyOf(item), asString(uid), asString(resourceVersion)));
      }
    }
  }
  return all;
}

/** What the reflectors hold, in the same words. */
export function reflected({ kinds }: ClusterWatch): ReadonlySet<string> {
  const all = new Set<string>();
  for (const { resource, reflector } of kinds.values())
    for (const [key, { uid, version }] of reflector.store.entries) all.add(line(resource.plural, key, uid, version));
  return all;
}

function line(plural: string, key: string, uid = '', version = ''): string {
  return `${plural} ${key} ${uid}@${version}`;
}

/** Lines that only one of the two has. */
export function differences(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [
    ...a.difference(b).values().map((each) => `missed: ${each}`),
    ...b.difference(a).values().map((each) => `too much: ${each}`),
  ].sort();
}

import { checks } from '../../src/checks/index.generated.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { discover } from '../../src/kube/discovery.ts';
import { listAll } from '../../src/kube/list.ts';
import type { ClusterWatch } from '../../src/kube/watch/cluster.ts';
import { keyOf } from '../../src/kube/watch/store.ts';
import { typesToRead, wantedKinds } from '../../src/sources/cluster/kinds.ts';
import { asObject, asString } from '../../src/std/value.ts';

/** The kind that comes and goes is one that the user calls his own. */
export const OWN_TYPES = ['Widget.soak.example.com'];

/** What the API server has now of kinds that a scan reads, as `resource namespace/name uid@version`. */
export async function listed(client: KubeClient): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  const { resources } = await discover(client);
  for (const { resource } of wantedKinds(resources, typesToRead(checks, OWN_TYPES), undefined)) {
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
    ...a
      .difference(b)
      .values()
      .map((each) => `missed: ${each}`),
    ...b
      .difference(a)
      .values()
      .map((each) => `too much: ${each}`),
  ].sort();
}

import type { JsonObject } from '../model/json.ts';
import { asList, asObject, asString, asStrings } from '../std/value.ts';
import type { KubeClient } from './client.ts';
import { KubeError } from './error.ts';

/** One kind that the server serves. */
export interface ApiResource {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Name in addresses and rights: `pods`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** Whether this is the version of this kind that the server prefers: the first of its group that has it. */
  readonly preferred: boolean;
}

export interface Discovery {
  readonly resources: readonly ApiResource[];
  /** Groups in one version that could not be asked: an aggregated API that is down. */
  readonly failed: readonly { readonly groupVersion: string; readonly message: string }[];
}

/** `/api/v1` or `/apis/<group>/<version>`. */
export function basePath(resource: Pick<ApiResource, 'group' | 'version'>): string {
  return resource.group ? `/apis/${resource.group}/${resource.version}` : `/api/${resource.version}`;
}

/** The address of a collection, within a namespace where one is given. */
export function collectionPath(
  resource: Pick<ApiResource, 'group' | 'version' | 'plural' | 'namespaced'>,
  namespace?: string,
): string {
  const inside = resource.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${basePath(resource)}${inside}/${resource.plural}`;
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/**
 * Asks what the server serves: two requests of aggregated discovery (Kubernetes 1.30), or one per group and version where
 * the server is older. Subresources are left out; the order is that of names.
 */
export async function discover(client: KubeClient, signal?: AbortSignal): Promise<Discovery> {
  const options = signal ? { signal } : {};
  const roots = await Promise.all(
    ['/api', '/apis'].map((path) => client.get(path, { ...options, accept: `${AGGREGATED},application/json` })),
  );
  const parts = await Promise.all(
    roots.map(async (root) =>
      root['kind'] === 'APIGroupDiscoveryList' ? aggregated(root) : each(client, root, options),
    ),
  );
  return {
    resources: withPreference(parts.flatMap((part) => part.resources)).sort(byName),
    failed: parts.flatMap((part) => part.failed),
  };
}

/** Groups list their versions in the order of preference. */
function withPreference(resources: readonly ApiResource[]): ApiResource[] {
  const seen = new Set<string>();
  const leading = [...resources.filter((r) => r.preferred), ...resources.filter((r) => !r.preferred)];
  return leading.map((resource) => {
    const name = `${resource.plural}.${resource.group}`;
    const preferred = !seen.has(name);
    seen.add(name);
    return { ...resource, preferred };
  });
}

function byName(a: ApiResource, b: ApiResource): number {
  return compare(a.group, b.group) || compare(a.plural, b.plural) || compare(a.version, b.version);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function aggregated(list: JsonObject): Discovery {
  const resources: ApiResource[] = [];
  const failed: { groupVersion: string; message: string }[] = [];
  for (const item of asList(list['items']).map(asObject)) {
    const group = asString(asObject(item['metadata'])['name']) ?? '';
    asList(item['versions'])
      .map(asObject)
      .forEach((entry, i) => {
        const version = asString(entry['version']) ?? '';
        if (entry['freshness'] === 'Stale') {
          failed.push({ groupVersion: `${group}/${version}`, message: 'the server behind it does not answer' });
        }
        for (const resource of asList(entry['resources']).map(asObject)) {
          resources.push({
            group,
            version,
            kind: asString(asObject(resource['responseKind'])['kind']) ?? '',
            plural: asString(resource['resource']) ?? '',
            namespaced: resource['scope'] === 'Namespaced',
            verbs: asStrings(resource['verbs']),
            preferred: i === 0,
          });
        }
      });
  }
  return { resources: resources.filter(isNamed), failed };
}

function isNamed({ kind, plural, version }: ApiResource): boolean {
  return kind !== '' && plural !== '' && version !== '';
}

interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly preferred: boolean;
}

/** The way of servers before 1.26: a document per group and version. */
async function each(client: KubeClient, root: JsonObject, options: { signal?: AbortSignal }): Promise<Discovery> {
  const failed: { groupVersion: string; message: string }[] = [];
  const read = async (gv: GroupVersion): Promise<readonly ApiResource[]> => {
    try {
      return resourcesOf(await client.get(basePath(gv), options), gv);
    } catch (error) {
      if (!(error instanceof KubeError) || GENERAL.has(error.code)) throw error;
      failed.push({ groupVersion: gv.group ? `${gv.group}/${gv.version}` : gv.version, message: error.message });
      return [];
    }
  };
  const resources = await Promise.all(groupVersions(root).map(read));
  return { resources: resources.flat().filter(isNamed), failed };
}

/** Failures that speak of the server as a whole, not of one group. */
const GENERAL: ReadonlySet<string> = new Set(['unauthorized', 'unreachable', 'timeout']);

function groupVersions(root: JsonObject): GroupVersion[] {
  const core = asStrings(root['versions']).map((version, i) => ({ group: '', version, preferred: i === 0 }));
  const groups = asList(root['groups'])
    .map(asObject)
    .flatMap((group) => {
      const preferred = asString(asObject(group['preferredVersion'])['version']);
      return asList(group['versions'])
        .map((entry) => asString(asObject(entry)['version']) ?? '')
        .map((version) => ({ group: asString(group['name']) ?? '', version, preferred: version === preferred }));
    });
  return [...core, ...groups].filter(({ version }) => version !== '');
}

function resourcesOf(list: JsonObject, { group, version, preferred }: GroupVersion): ApiResource[] {
  return asList(list['resources'])
    .map(asObject)
    .filter((resource) => !asString(resource['name'])?.includes('/'))
    .map((resource) => ({
      group,
      version,
      kind: asString(resource['kind']) ?? '',
      plural: asString(resource['name']) ?? '',
      namespaced: resource['namespaced'] === true,
      verbs: asStrings(resource['verbs']),
      preferred,
    }));
}

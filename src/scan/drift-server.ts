import type { KubeClient } from '../kube/client.ts';
import { type ApiResource, collectionPath } from '../kube/discovery.ts';
import { KubeError } from '../kube/error.ts';
import type { JsonObject } from '../model/json.ts';
import type { Origin, Resource } from '../model/resource.ts';
import { asObject } from '../std/value.ts';

/** What the API server makes of declared objects: with its defaults, and what admission adds. */
export interface FilledIn {
  /** By the origin of the declared object. */
  readonly objects: ReadonlyMap<Origin, JsonObject>;
  /** Those that the server refused to look at. */
  readonly refused: number;
}

const SUFFIX = '-castellan-dry-run';
const LONGEST_NAME = 63;

/**
 * Has the server make each object as a dry run, under a name that is free: nothing is stored, and what comes back is what
 * applying the file would give. Needs the right to create; an object that is refused is compared without.
 */
export async function fillIn(
  client: KubeClient,
  declared: readonly Resource[],
  served: readonly ApiResource[],
  defaultNamespace: string,
): Promise<FilledIn> {
  const kinds = new Map(
    served
      .filter(({ verbs }) => verbs.includes('create'))
      .map((kind) => [`${kind.group ? `${kind.group}/` : ''}${kind.version} ${kind.kind}`, kind]),
  );
  const objects = new Map<Origin, JsonObject>();
  let refused = 0;
  const one = async (resource: Resource) => {
    const kind = kinds.get(`${resource.apiVersion} ${resource.kind}`);
    if (!kind || resource.type === 'Secret' || resource.name === '') return;
    const made = await make(client, resource, kind, resource.namespace || defaultNamespace);
    if (made) objects.set(resource.origin, made);
    else refused++;
  };
  await Promise.all(declared.map(one));
  return { objects, refused };
}

async function make(
  client: KubeClient,
  { object, name }: Resource,
  kind: ApiResource,
  namespace: string,
): Promise<JsonObject | undefined> {
  const { resourceVersion: _, uid: __, ...metadata } = asObject(object['metadata']);
  const other = `${name.slice(0, LONGEST_NAME - SUFFIX.length)}${SUFFIX}`;
  const where = kind.namespaced ? { namespace } : {};
  try {
    return await client.post(
      collectionPath(kind, namespace),
      { ...object, metadata: { ...metadata, ...where, name: other } },
      { query: { dryRun: 'All', fieldManager: 'castellan', fieldValidation: 'Ignore' } },
    );
  } catch (error) {
    if (error instanceof KubeError && error.code !== 'unauthorized' && error.code !== 'unreachable') return undefined;
    throw error;
  }
}

import type { KubeClient } from '../../src/kube/client.ts';
import { type ApiResource, collectionPath, discover } from '../../src/kube/discovery.ts';
import { KubeError } from '../../src/kube/error.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import { asObject } from '../../src/std/value.ts';
import { apiVersionOf } from './demo.ts';

/** What the API server says of an object that it would store; undefined where it does not serve its kind. */
export type Answer = { readonly accepted: true } | { readonly accepted: false; readonly message: string };

export interface DryRun {
  /** Asks the server to create the object and to store nothing. */
  (resource: Resource): Promise<Answer | undefined>;
}

/** Asks with strict validation: an unknown field is refused. */
export async function createDryRun(client: KubeClient): Promise<DryRun> {
  const { resources } = await discover(client);
  const served = new Map(resources.map((known) => [keyOf(apiVersionOf(known), known.kind), known]));
  const namespaces = new Set<string>();
  return async (resource) => {
    const known = served.get(keyOf(resource.apiVersion, resource.kind));
    if (!known) return undefined;
    const namespace = known.namespaced ? resource.namespace || 'default' : '';
    if (namespace && !namespaces.has(namespace)) await ensureNamespace(client, namespace);
    namespaces.add(namespace);
    return ask(client, known, namespace, withName(resource.object));
  };
}

async function ask(client: KubeClient, known: ApiResource, namespace: string, object: JsonObject): Promise<Answer> {
  try {
    await client.post(collectionPath(known, namespace), inNamespace(object, namespace), {
      query: { dryRun: 'All', fieldValidation: 'Strict' },
    });
    return { accepted: true };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    return error.status === 409 ? { accepted: true } : { accepted: false, message: error.message };
  }
}

async function ensureNamespace(client: KubeClient, name: string): Promise<void> {
  try {
    await client.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  } catch (error) {
    if (!(error instanceof KubeError && error.status === 409)) throw error;
  }
}

/** A namespace that the object says must be that of the address. */
function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = { ...asObject(object['metadata']) };
  delete metadata['namespace'];
  return { ...object, metadata: namespace ? { ...metadata, namespace } : metadata };
}

function withName(object: JsonObject): JsonObject {
  const metadata = asObject(object['metadata']);
  return metadata['name'] || metadata['generateName']
    ? object
    : { ...object, metadata: { ...metadata, name: 'unnamed' } };
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion}\0${kind}`;
}

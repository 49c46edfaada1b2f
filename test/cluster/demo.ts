import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { KubeClient } from '../../src/kube/client.ts';
import { type ApiResource, collectionPath, discover } from '../../src/kube/discovery.ts';
import { KubeError } from '../../src/kube/error.ts';
import type { Resource } from '../../src/model/resource.ts';
import { collect } from '../../src/scan/collect.ts';
import type { JsonObject } from '../../src/model/json.ts';

import { asObject, asString } from '../../src/std/value.ts';

export const DEMO = join(import.meta.dirname, '../../examples/streaming-platform');

/** Kinds of the demo that come with an operator: name in addresses, and whether they live in namespaces. */
const CUSTOM: Readonly<Record<string, { readonly plural: string; readonly version: string }>> = {
  'ExternalSecret.external-secrets.io': { plural: 'externalsecrets', version: 'v1' },
  'HTTPRoute.gateway.networking.k8s.io': { plural: 'httproutes', version: 'v1' },
  'Gateway.gateway.networking.k8s.io': { plural: 'gateways', version: 'v1' },
  'SealedSecret.bitnami.com': { plural: 'sealedsecrets', version: 'v1alpha1' },
};

/** What stands in a repository and is no object of an API server of today: configuration of components, removed APIs. */
const NOT_SERVED = /^(?:policy|batch)\/v1beta1$|\.config\.k8s\.io\/|^audit\.k8s\.io\/|^castellan\.dev\//;

/** Reads a folder as `scan` does, its chart and its kustomizations rendered, and keeps what a server can store. */
export async function readObjects(folder: string): Promise<readonly Resource[]> {
  const { resources } = await collect([folder], {
    root: folder,
    ignore: { globs: [], from: folder },
    helm: { values: [], set: [] },
    kubernetes: '1.36.0',
  });
  return resources.filter((r) => r.apiVersion !== '' && r.name !== '' && !NOT_SERVED.test(r.apiVersion) && isObject(r));
}

/** Files that are read as objects (Dockerfiles, Terraform) are none. */
function isObject({ object, apiVersion }: Resource): boolean {
  return object['apiVersion'] === apiVersion && apiVersion !== 'terraform';
}

/** What the server did not take, and what it said. */
export interface Refusal {
  readonly resource: Resource;
  readonly message: string;
}

/**
 * Stores objects by server-side apply: definitions of custom kinds first, then namespaces, then the rest.
 * @returns those that the server refused: the demo plants objects that no server takes.
 */
export async function applyObjects(client: KubeClient, resources: readonly Resource[]): Promise<Refusal[]> {
  for (const [type, names] of Object.entries(CUSTOM)) await applyOne(client, CRDS, definition(type, names));
  for (const [type, { plural, version }] of Object.entries(CUSTOM)) {
    const group = type.slice(type.indexOf('.') + 1);
    await served(client, `/apis/${group}/${version}/${plural}`);
  }
  const declared = resources.filter((r) => r.type === 'Namespace').map((r) => r.object);
  const named = new Set(declared.map(({ metadata }) => asObject(metadata)['name']));
  const implied = [...new Set(resources.map((r) => r.namespace || 'default'))].filter((name) => !named.has(name));
  const namespaces = [
    ...declared,
    ...implied.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  ];
  for (const namespace of namespaces) await applyOne(client, '/api/v1/namespaces', namespace);
  const kinds = (await discover(client)).resources;
  const refused: Refusal[] = [];
  for (const resource of resources.filter((r) => r.type !== 'Namespace')) {
    const known = kinds.find((kind) => kind.kind === resource.kind && apiVersionOf(kind) === resource.apiVersion);
    if (!known) throw new Error(`the server does not serve ${resource.apiVersion} ${resource.kind}`);
    try {
      await applyOne(client, collectionPath(known, resource.namespace || 'default'), resource.object);
    } catch (error) {
      refused.push({ resource, message: (error as Error).message });
    }
  }
  return refused;
}

/** Server-side apply; an object without a name, or with entries twice in a list (which apply refuses), is created. */
async function applyOne(client: KubeClient, collection: string, object: JsonObject): Promise<void> {
  const name = asString(asObject(object['metadata'])['name']);
  const query = { fieldManager: 'git', force: true };
  try {
    if (name === undefined) await client.post(collection, object, {});
    else await client.patch(`${collection}/${name}`, object, { contentType: 'application/apply-patch+yaml', query });
  } catch (error) {
    if (!(error instanceof KubeError && error.message.includes('failed to create typed patch object'))) throw error;
    await client.post(collection, object, {});
  }
}

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

async function served(client: KubeClient, path: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      await client.get(path);
      return;
    } catch {
      await wait(50);
    }
  }
  throw new Error(`${path} is not served`);
}

export function apiVersionOf({ group, version }: Pick<ApiResource, 'group' | 'version'>): string {
  return group ? `${group}/${version}` : version;
}

function definition(type: string, { plural, version }: { plural: string; version: string }): JsonObject {
  const kind = type.slice(0, type.indexOf('.'));
  const group = type.slice(kind.length + 1);
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const approved = group.endsWith('.k8s.io') ? { 'api-approved.kubernetes.io': 'unapproved, a test' } : {};
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, annotations: approved },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}

import { resolve } from 'node:path';
import type { Resource } from '../../src/model/resource.ts';
import { groupOf } from '../../src/kubernetes/kinds.ts';
import { collect } from '../../src/scan/collect.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { at, isObject } from '../../src/std/value.ts';
import type { ControlPlane } from '../control-plane/start.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const DEMO = resolve(ROOT, 'examples/streaming-platform');

/** What the demo declares, charts and kustomizations rendered. */
export async function demoResources(): Promise<readonly Resource[]> {
  const { resources } = await collect([DEMO], {
    root: ROOT,
    ignore: { globs: [], from: ROOT },
    helm: { values: [], set: [] },
    kubernetes: '1.36.0',
  });
  return resources;
}

interface Served {
  readonly kind: string;
  readonly apiVersion: string;
}

async function servedBy(plane: ControlPlane): Promise<readonly Served[]> {
  const table = await plane.kubectl(['api-resources', '--no-headers']);
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [kind = '', , apiVersion = ''] = line.trim().split(/\s+/).toReversed();
      return { kind, apiVersion };
    });
}

/** Groups with a domain, in a version. */
const FOREIGN = /^[\w-]+(?:\.[\w-]+)+\/v\d/;

/** A definition without a schema for each foreign kind that the resources use. */
function definitionsFor(resources: readonly Resource[], served: readonly Served[]): object[] {
  const known = new Set(served.map(groupKind));
  const foreign = resources.filter((resource) => FOREIGN.test(resource.apiVersion) && !known.has(groupKind(resource)));
  return [...Map.groupBy(foreign, ({ type }) => type).values()].map(([first]) => {
    const { apiVersion, kind } = first!;
    const [group, version] = apiVersion.split('/');
    const plural = `${kind.toLowerCase()}s`;
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: `${plural}.${group}`,
        // Groups of Kubernetes' own projects must name a proposal.
        annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes/enhancements/pull/1111' },
      },
      spec: {
        group,
        scope: first!.object['metadata'] && !kind.startsWith('Cluster') ? 'Namespaced' : 'Cluster',
        names: { kind, plural },
        versions: [{ name: version, served: true, storage: true, schema }],
      },
    };
  });
}

/** Applies what an API server takes of the resources, as `kubectl apply` does. */
export async function applyAll(
  plane: ControlPlane,
  resources: readonly Resource[],
  serverSide: boolean,
): Promise<void> {
  const how = serverSide ? ['--server-side', '--force-conflicts'] : [];
  const definitions = definitionsFor(resources, await servedBy(plane));
  if (definitions.length > 0) {
    await plane.kubectl(['apply', '-f', '-'], listOf(definitions));
    await plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  }
  const served = new Set((await servedBy(plane)).map(groupKind));
  const wanted = resources.filter((resource) => served.has(groupKind(resource)));
  const named = wanted.filter(({ kind }) => kind === 'Namespace');
  if (named.length > 0) await plane.kubectl(['apply', ...how, '-f', '-'], listOf(named.map(({ object }) => object)));
  for (const namespace of new Set(wanted.map(({ namespace }) => namespace).filter((name) => name !== ''))) {
    await plane.kubectl(['create', 'namespace', namespace]).catch(() => '');
  }
  const rest = wanted.filter(({ kind, object }) => kind !== 'Namespace' && isNamed(object)).map(({ object }) => object);
  // What the server refuses costs itself alone.
  await plane.kubectl(['apply', ...how, '-f', '-'], listOf(rest)).catch(() => '');
}

/** Of a group kubectl lists one version. */
function groupKind({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return `${groupOf(apiVersion)} ${kind}`;
}

function isNamed(object: JsonObject): boolean {
  return typeof at(object, 'metadata', 'name') === 'string';
}

export function listOf(items: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: items.filter((item) => isObject(item as never)) });
}

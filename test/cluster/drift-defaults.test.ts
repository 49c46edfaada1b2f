import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareObjects } from '../../src/drift/compare.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import { type ApiResource, collectionPath, discover } from '../../src/kube/discovery.ts';
import { KubeError } from '../../src/kube/error.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { asObject } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { DEMO } from './drift-estate.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/conformance/corpus/manifests');

/** Every manifest of a folder. */
function resourcesIn(folder: string): readonly Resource[] {
  const files = globSync('**/*.{yaml,yml,json}', { cwd: folder }).sort();
  return files.flatMap((file) => readManifestText(file, readFileSync(join(folder, file), 'utf8')).resources);
}

interface Verdict {
  readonly accepted: number;
  readonly refused: number;
  /** Objects that differ from themselves. */
  readonly drifted: readonly string[];
}

/** Has the API server fill in the defaults of each object, and compares what it made of it with what was declared. */
async function judge(client: KubeClient, resources: readonly Resource[]): Promise<Verdict> {
  const served = (await discover(client)).resources.filter(({ verbs }) => verbs.includes('create'));
  const kinds = new Map(
    served.map((kind) => [`${kind.group ? `${kind.group}/` : ''}${kind.version} ${kind.kind}`, kind]),
  );
  const drifted: string[] = [];
  let accepted = 0;
  let refused = 0;
  for (const { apiVersion, kind, name, object, origin } of resources) {
    const known = kinds.get(`${apiVersion} ${kind}`);
    const made = known && (await filledIn(client, known, object));
    if (known && !made) refused++;
    if (!made) continue;
    accepted++;
    const found = compareObjects(object, made, () => false);
    drifted.push(...found.map(({ change, label }) => `${origin.file} ${kind} ${name}: ${change} ${label}`));
  }
  return { accepted, refused, drifted };
}

async function filledIn(client: KubeClient, kind: ApiResource, object: JsonObject): Promise<JsonObject | undefined> {
  const { namespace: _, resourceVersion: __, uid: ___, ...metadata } = asObject(object['metadata']);
  const body = { ...object, metadata: { ...metadata, ...(kind.namespaced && { namespace: 'default' }) } };
  try {
    return await client.post(collectionPath(kind, 'default'), body, { query: { dryRun: 'All' } });
  } catch (error) {
    if (error instanceof KubeError) return undefined;
    throw error;
  }
}

describe.skipIf(missingBinaries() !== undefined)('what the API server fills in is no drift', () => {
  let plane: ControlPlane;
  let client: KubeClient;
  beforeAll(async () => {
    plane = await startControlPlane();
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { perSecond: 1000 } });
    await plane.kubectl(['wait', '--for=create', 'serviceaccount/default', '-n', 'default', '--timeout=60s']);
  });
  afterAll(async () => {
    client?.close();
    await plane?.stop();
  });

  it('in the demo', async () => {
    const { accepted, drifted } = await judge(client, resourcesIn(DEMO));

    expect(drifted).toEqual([]);
    expect(accepted).toBeGreaterThan(300);
  });

  it.skipIf(!existsSync(CORPUS))('in manifests of many projects', async () => {
    const { accepted, drifted } = await judge(client, resourcesIn(CORPUS));

    expect(drifted).toEqual([]);
    expect(accepted).toBeGreaterThan(1000);
  });
});

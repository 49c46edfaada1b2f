import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import { collectionPath, discover } from '../../src/kube/discovery.ts';
import type { Resource } from '../../src/model/resource.ts';
import { asObject } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { apiVersionOf, applyObjects, DEMO, readObjects } from './demo.ts';

/** What runs once can't change once it is there (Kubernetes validates so): whoever fixes it makes it anew, by another name. */
const IMMUTABLE = new Set(['Job', 'Pod']);

describe.skipIf(missingBinaries())('the demo, repaired', () => {
  let plane: ControlPlane;
  let client: KubeClient;
  beforeAll(async () => {
    plane = await startControlPlane();
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { perSecond: 500 } });
    await applyObjects(client, await readObjects(DEMO));
  });
  afterAll(async () => {
    client.close();
    await plane.stop();
  });

  it('can be applied over what runs: the API server accepts every object in a dry run', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'castellan-demo-'));
    cpSync(DEMO, copy, { recursive: true });
    const castellan = join(import.meta.dirname, '../../src/cli/main.ts');
    const { status } = spawnSync(process.execPath, [castellan, 'fix', '--unsafe', '--profile', 'all', copy], {
      encoding: 'utf8',
    });
    const served = await discover(client);

    const refused: string[] = [];
    let changed = 0;
    const before = new Map((await readObjects(DEMO)).map((r) => [keyOf(r), JSON.stringify(r.object)]));
    for (const resource of await readObjects(copy)) {
      if (before.get(keyOf(resource)) === JSON.stringify(resource.object)) continue;
      changed++;
      const known = served.resources.find(
        (kind) => kind.kind === resource.kind && apiVersionOf(kind) === resource.apiVersion,
      )!;
      const name = IMMUTABLE.has(resource.type) ? `${resource.name || 'unnamed'}-fixed` : resource.name;
      const object = { ...resource.object, metadata: { ...asObject(resource.object['metadata']), name } };
      await client
        .patch(`${collectionPath(known, resource.namespace || 'default')}/${name}`, object, {
          contentType: 'application/apply-patch+yaml',
          query: { dryRun: 'All', fieldManager: 'castellan', force: true, fieldValidation: 'Strict' },
        })
        .catch((error: Error) => refused.push(`${keyOf(resource)}: ${error.message}`));
    }

    expect(status).not.toBe(2);
    expect(changed).toBeGreaterThan(20);
    expect(refused).toEqual([]);
  });
});

function keyOf({ type, namespace, name }: Resource): string {
  return `${type}/${namespace}/${name}`;
}

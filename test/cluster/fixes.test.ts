import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/kube/connect.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { createDryRun, type DryRun } from './dry-run.ts';

const checks = join(import.meta.dirname, '../../src/checks');
const fixed = readdirSync(checks).filter((id) => existsSync(join(checks, id, 'fixed.yaml')));

/* Objects of fixtures name service accounts, priority classes and runtime classes that are not there. */
const WITHOUT = '--disable-admission-plugins=ServiceAccount,Priority,RuntimeClass';

describe.skipIf(missingBinaries())('what fixes write', () => {
  let plane: ControlPlane;
  let client: KubeClient;
  let dryRun: DryRun;
  let accepted = 0;
  beforeAll(async () => {
    plane = await startControlPlane({ controllerManager: false, apiServerFlags: [WITHOUT] });
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { perSecond: 500 } });
    dryRun = await createDryRun(client);
  });
  afterAll(async () => {
    client.close();
    await plane.stop();
  });

  it.each(fixed)('%s: the API server takes what it took before', async (id) => {
    const read = (name: string) => readManifestText(name, readFileSync(join(checks, id, name), 'utf8')).resources;
    const before = read('bad.yaml');
    const after = read('fixed.yaml');
    const refused: string[] = [];

    for (const [i, resource] of after.entries()) {
      const answer = await dryRun(resource);
      if (answer?.accepted) accepted++;
      if (answer && !answer.accepted && (await wasFine(before[i]))) refused.push(answer.message);
    }

    expect(refused).toEqual([]);
  });

  it('took most objects, so that the tests above say something', () => {
    expect(accepted).toBeGreaterThan(180);
  });

  /** An object that was refused before its fix, too, tells nothing about the fix. */
  async function wasFine(resource: Parameters<DryRun>[0] | undefined): Promise<boolean> {
    return resource === undefined || (await dryRun(resource))?.accepted === true;
  }
});

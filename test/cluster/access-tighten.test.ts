import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { castellan } from '../cli/run.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const USED = [
  ['get', 'pods', '-n', 'default'],
  ['get', 'configmap', 'kube-root-ca.crt', '-n', 'default'],
  ['get', 'nodes'],
  ['create', 'configmap', 'made', '-n', 'default'],
];

describe.skipIf(missingBinaries())('access tighten, on the audit log of a real API server', () => {
  let plane: ControlPlane;
  let dana: string;
  const asDana = (args: readonly string[]) => plane.kubectl(['--kubeconfig', dana, ...args]);

  beforeAll(async () => {
    plane = await startControlPlane();
    dana = await plane.kubeconfigFor({ name: 'dana' });
    await plane.kubectl(['create', 'clusterrolebinding', 'dana', '--clusterrole=cluster-admin', '--user=dana']);
    for (const args of USED) await vi.waitFor(() => asDana(args), { timeout: 20_000, interval: 200 });
  });

  afterAll(() => plane.stop());

  it('gives roles that the server takes, that keep what was done and deny the rest', async () => {
    const { folder: cwd, kubeconfig } = plane;
    const log = join(cwd, 'audit.log');
    await vi.waitUntil(() => readFileSync(log, 'utf8').includes('"name":"made"'), { timeout: 20_000 });

    const ran = await castellan(
      ['access', 'tighten', '--audit', log, '-o', 'least.yaml', 'cluster', '--kubeconfig', kubeconfig],
      { cwd },
    );
    await plane.kubectl(['apply', '-f', join(cwd, 'least.yaml')]);
    await plane.kubectl(['delete', 'clusterrolebinding', 'dana']);
    await vi.waitUntil(() => isDenied(['get', 'secrets', '-n', 'default']), { timeout: 20_000, interval: 200 });
    await plane.kubectl(['delete', 'configmap', 'made', '-n', 'default']);

    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('none is denied');
    for (const args of USED) await expect(asDana(args)).resolves.toBeDefined();
    expect(await isDenied(['delete', 'configmap', 'made', '-n', 'default'])).toBe(true);
    expect(await isDenied(['get', 'pods', '-n', 'kube-system'])).toBe(true);
  });

  async function isDenied(args: readonly string[]): Promise<boolean> {
    try {
      await asDana(args);
      return false;
    } catch (error) {
      return String(error).includes('Forbidden');
    }
  }
});

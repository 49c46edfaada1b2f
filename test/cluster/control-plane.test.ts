import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

describe.skipIf(missingBinaries())('the control plane that tests use', () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane();
  });
  afterAll(() => plane.stop());

  it('serves the version that is pinned', async () => {
    const version = JSON.parse(await plane.kubectl(['version', '-o', 'json'])) as { serverVersion: object };

    expect(version.serverVersion).toMatchObject({ major: '1', minor: '36', gitVersion: 'v1.36.3' });
  });

  it('knows users by their certificates, and allows them nothing unasked', async () => {
    const bob = await plane.kubeconfigFor({ name: 'bob', groups: ['dev'] });

    await expect(plane.kubectl([`--kubeconfig=${bob}`, 'get', 'pods'])).rejects.toThrow(
      'User "bob" cannot list resource "pods"',
    );
  });

  it('refuses an expired certificate', async () => {
    const late = await plane.kubeconfigFor({ name: 'late', groups: ['system:masters'], days: -1 });

    await expect(plane.kubectl([`--kubeconfig=${late}`, 'get', 'pods'])).rejects.toThrow('Unauthorized');
  });

  it('lets a node read only what is its own', async () => {
    const node = await plane.kubeconfigFor({ name: 'system:node:a', groups: ['system:nodes'] });

    await expect(plane.kubectl([`--kubeconfig=${node}`, 'get', 'secrets', '-A'])).rejects.toThrow('can only');
  });

  it('runs controllers: a new namespace gets its service account', async () => {
    await plane.kubectl(['create', 'namespace', 'made']);

    await plane.kubectl(['wait', '--for=create', '-n', 'made', 'serviceaccount/default', '--timeout=60s']);
    const account = await plane.kubectl(['get', '-n', 'made', 'serviceaccount/default', '-o', 'name']);

    expect(account.trim()).toBe('serviceaccount/default');
  });

  it('writes an audit log', () => {
    expect(readFileSync(join(plane.folder, 'audit.log'), 'utf8')).toContain('"verb":"create"');
  });
});

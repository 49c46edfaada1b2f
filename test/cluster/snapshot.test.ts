import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scanOptions } from '../../src/cli/options.ts';
import type { DriftReport } from '../../src/drift/report.ts';
import { connect } from '../../src/kube/connect.ts';
import type { Report } from '../../src/model/report.ts';
import { drift } from '../../src/scan/drift.ts';
import { readLiveSnapshot } from '../../src/scan/drift-live.ts';
import { scan } from '../../src/scan/scan.ts';
import { takeSnapshot, type TakenSnapshot } from '../../src/scan/snapshot.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { applyAll, DEMO, demoResources } from './drift-estate.ts';

const TODAY = { today: '2026-11-21' };

describe.skipIf(missingBinaries() !== undefined)('a snapshot of a cluster', () => {
  let plane: ControlPlane;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'castellan-snapshot-'));
    file = join(folder, 'cluster.cst');
    plane = await startControlPlane();
    await applyAll(plane, await demoResources(), false);
    await plane.kubectl(['create', 'secret', 'generic', 'vault', '-n', 'payments', '--from-literal=pin=hunter2horse']);
    await plane.kubectl(['create', 'configmap', 'keys', '-n', 'ads', '--from-literal=id=AKIAHUNTER2HORSE2345']);
    // Pods come and go until their controllers are done.
    await plane.kubectl(['rollout', 'status', '-n', 'payments', 'deploy/ledger', '--timeout=5s']).catch(() => '');
  });
  afterAll(async () => {
    await plane?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function take(kubeconfig = plane.kubeconfig, namespaces?: readonly string[]): Promise<TakenSnapshot> {
    const { checks } = await scanOptions([], TODAY, '0.0.0');
    const client = await connect({ kubeconfig });
    try {
      return await takeSnapshot({
        client,
        namespaces,
        nodeConfig: false,
        checks,
        ownTypes: [],
        taken: '2026-11-21',
        version: '0.0.0',
      });
    } finally {
      client.close();
    }
  }

  async function scanOf(target: string, kubeconfig?: string): Promise<Report> {
    const options = await scanOptions([target], { ...TODAY, profile: 'all' }, '0.0.0');
    const cluster = kubeconfig === undefined ? {} : { cluster: { contexts: [], nodeConfig: false, kubeconfig } };
    return (await scan({ ...options, ...cluster })).report;
  }

  async function driftOf(): Promise<DriftReport> {
    const options = await scanOptions([DEMO], TODAY, '0.0.0');
    return drift({
      ...options,
      failOn: 'low',
      unmanaged: true,
      async readLive() {
        const state = await readLiveSnapshot(file, 'cluster.cst', undefined);
        if ('gap' in state) throw new Error(state.gap.message);
        return state;
      },
    });
  }

  it('gives a scan the findings that the cluster gives', async () => {
    const { bytes, gaps } = await take();
    writeFileSync(file, bytes!);
    const [live, kept] = [await scanOf('cluster', plane.kubeconfig), await scanOf(file)];

    expect(gaps).toEqual([]);
    expect(kept.findings).toEqual(live.findings);
    expect(kept.findings.length).toBeGreaterThan(50);
    expect(kept.summary).toEqual({ ...live.summary, files: 1 });
    expect(kept.kubernetes).toBe(live.kubernetes);
  });

  it('has the same bytes when it is taken again and the cluster is quiet', async () => {
    await vi.waitUntil(async () => (await take()).bytes!.equals((await take()).bytes!), { timeout: 45_000 });
  });

  it('holds no secret', () => {
    const bytes = readFileSync(file);
    const text = zstdDecompressSync(bytes.subarray(bytes.indexOf(10) + 1)).toString('utf8');

    expect(text).toContain('"vault"');
    expect(text).not.toMatch(/hunter2horse|aHVudGVyMmhvcnNl|"kubectl.kubernetes.io\/last-applied-configuration":/i);
    expect(text).not.toContain('-----BEGIN RSA PRIVATE KEY-----\\nM');
  });

  it('shows drift who changed what, and when', async () => {
    await plane.kubectl(['set', 'image', '-n', 'payments', 'deploy/checkout', 'checkout=registry.example/other:1']);
    await plane.kubectl([
      'create',
      'clusterrolebinding',
      'door',
      '--clusterrole=admin',
      '--serviceaccount=ads:default',
    ]);
    writeFileSync(file, (await take()).bytes!);
    const report = await driftOf();
    const found = report.objects
      .filter(({ state }) => state !== 'missing')
      .map(({ state, subject }) => `${state} ${subject.kind} ${subject.name}`);

    expect(found.sort()).toEqual([
      'changed Deployment checkout',
      'unmanaged ClusterRoleBinding door',
      'unmanaged ConfigMap keys',
      'unmanaged Secret vault',
    ]);
    const image = report.objects.find(({ subject }) => subject.name === 'checkout')?.differences[0];
    expect(image?.author).toMatchObject({ manager: 'kubectl-set', certain: true });
    expect(report.live).toMatchObject({ context: 'test', version: 'v1.36.3', snapshot: { taken: '2026-11-21' } });
  });

  it('keeps what could not be read as gaps, and drift calls nothing of it missing', async () => {
    const kubeconfig = await plane.kubeconfigFor({ name: 'reader' });
    await plane.kubectl([
      'create',
      'clusterrole',
      'reader',
      '--verb=list',
      '--resource=deployments,namespaces,services',
    ]);
    await plane.kubectl(['create', 'clusterrolebinding', 'reader', '--clusterrole=reader', '--user=reader']);
    const { bytes, gaps } = await take(kubeconfig);
    writeFileSync(file, bytes!);
    const [report, scanned] = [await driftOf(), await scanOf(file)];

    expect(gaps.length).toBeGreaterThan(20);
    expect(gaps.every(({ code }) => code === 'forbidden')).toBe(true);
    expect(scanned.gaps.map(({ message }) => message)).toEqual(
      expect.arrayContaining(gaps.map(({ message }) => message)),
    );
    const unread = new Set(gaps.flatMap(({ types }) => types ?? []));
    expect(unread).toContain('PersistentVolume');
    expect(report.objects.filter(({ subject }) => unread.has(subject.kind))).toEqual([]);
    expect(report.objects.some(({ subject }) => subject.kind === 'Deployment')).toBe(true);
    expect(report.summary.compared).toBeGreaterThan(80);
  });

  it('of one namespace speaks of that alone', async () => {
    const { bytes } = await take(plane.kubeconfig, ['payments']);
    writeFileSync(file, bytes!);
    const report = await driftOf();

    expect(new Set(report.objects.map(({ subject }) => subject.namespace))).toEqual(new Set(['payments']));
  });
});

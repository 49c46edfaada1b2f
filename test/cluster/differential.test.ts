import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { applyObjects, DEMO, readObjects, type Refusal } from './demo.ts';

/** Rules that read what a reader of a cluster never asks for: the values of Secrets, and all but their metadata. */
const READS_SECRETS = new Set(['secret-in-git', 'secret-mutable']);

/** Names that the server makes up, and system namespaces that nobody quotas. */
const OTHERWISE_NAMED = /^Job\/ml-training\/model-trainer-$|^Pod\/kube-system\/kube-apiserver$/;
const OF_NAMESPACES = new Set(['limit-range-missing', 'resource-quota-missing']);

/** Rules that say more of a cluster: it has objects that no file declares, and lacks what is of an old API or refused. */
const MORE_IN_A_CLUSTER = new Set([
  'default-sa-automount',
  'service-dangling',
  'netpol-dangling',
  'netpol-peer-unmatched',
  'ingress-dangling',
  'pdb-missing',
]);

describe.skipIf(missingBinaries())('the demo as files and as a cluster', () => {
  let plane: ControlPlane;
  let client: KubeClient;
  let refused: Refusal[];
  let files: Report;
  let live: Report;
  beforeAll(async () => {
    plane = await startControlPlane();
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { perSecond: 500 } });
    const objects = await readObjects(DEMO);
    refused = await applyObjects(client, objects);
    await plane.kubectl(['apply', '-f', '-'], await castellan(['doctor', '--rbac']));
    const reader = await readerOf(plane);
    [files, live] = await Promise.all([
      report(['scan', DEMO, '--profile', 'all']),
      report(['scan', 'cluster', '--kubeconfig', reader, '--profile', 'all']),
    ]);
  });
  afterAll(async () => {
    client.close();
    await plane.stop();
  });

  it('has no gap for the account of `doctor --rbac`', () => {
    expect(live.gaps).toEqual([]);
  });

  it('has every finding of the files, at other places', () => {
    const known = new Set(live.findings.map(keyOf));

    const missing = files.findings.filter((finding) => isStored(finding) && !known.has(keyOf(finding)));

    expect(missing.map((finding) => `${keyOf(finding)}: ${finding.message}`)).toEqual([]);
    expect(files.findings.filter(isStored).length).toBeGreaterThan(300);
  });

  it('has few others: those that files silence by comments, and what only a cluster shows', () => {
    const known = new Set([...files.findings, ...files.suppressed.map(({ finding }) => finding)].map(keyOf));

    const more = live.findings.filter(
      (finding) => !known.has(keyOf(finding)) && !MORE_IN_A_CLUSTER.has(finding.rule) && !isOurs(finding),
    );

    expect(more.filter(({ subject }) => !subject.name.startsWith('model-trainer-')).map(keyOf)).toEqual([]);
  });

  /** Whether the object of a finding can be in a cluster at all, under its name. */
  function isStored({ rule, subject }: Finding): boolean {
    const { apiVersion, kind, namespace, name } = subject;
    if (
      READS_SECRETS.has(rule) ||
      /config\.k8s\.io|audit\.k8s\.io|v1beta1$|^castellan\.dev|^terraform/.test(apiVersion)
    )
      return false;
    if (refused.some(({ resource }) => resource.name === name && resource.namespace === namespace)) return false;
    return !(OTHERWISE_NAMED.test(`${kind}/${namespace}/${name}`) && (name.endsWith('-') || OF_NAMESPACES.has(rule)));
  }
});

/** The account that scans, which the files do not declare; `docs/cluster.md` says what is found of it, and why. */
function isOurs({ subject }: Finding): boolean {
  return subject.name === 'castellan' || subject.namespace === 'castellan';
}

function keyOf({ rule, subject }: Finding): string {
  return `${rule} ${subject.kind}/${subject.namespace}/${subject.name}`;
}

/** A kubeconfig of the service account that `doctor --rbac` sets up. */
function readerOf(plane: ControlPlane): Promise<string> {
  return plane.kubeconfigFor({
    name: 'system:serviceaccount:castellan:castellan',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:castellan'],
  });
}

async function report(args: readonly string[]): Promise<Report> {
  const file = join(mkdtempSync(join(tmpdir(), 'castellan-report-')), 'report.json');
  await castellan([...args, '-f', `json=${file}`]);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function castellan(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/cli/main.ts'), ...args]);
  let output = '';
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 2 || code === 70 ? reject(new Error(output)) : resolve(output)));
  });
}

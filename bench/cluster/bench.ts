import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect } from '../../src/kube/connect.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { build } from '../../tools/build.ts';
import { findBinaries, missingBinaries } from '../../test/control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../../test/control-plane/start.ts';
import { measure, row } from '../measure.ts';
import { type Population, populate } from './populate.ts';

export const title =
  'castellan scan cluster over a real API server (own CPU: limit 10 s; memory: limit 600 MB), beside kubectl that only reads the pods';

const root = resolve(import.meta.dirname, '../..');

const POPULATIONS: readonly Population[] = [
  { title: '10,000 pods of 1,000 deployments', deployments: 1000, replicas: 10, lonePods: 0 },
  { title: '10,000 pods that nothing owns', deployments: 0, replicas: 0, lonePods: 10_000 },
];

export async function run(log: (line: string) => void): Promise<void> {
  const missing = missingBinaries();
  if (missing) return log(`skipped: ${missing}`);
  await build();
  for (const population of POPULATIONS) await compare(population, log);
}

async function compare(population: Population, log: (line: string) => void): Promise<void> {
  const plane = await startControlPlane({
    controllerManager: false,
    apiServerFlags: ['--disable-admission-plugins=ServiceAccount', '--max-requests-inflight=2000'],
  });
  const client = await connect({ kubeconfig: plane.kubeconfig, budget: { concurrent: 32, perSecond: 5000 } });
  try {
    const objects = await populate(client, population);
    log(`\n${population.title}: ${objects} objects`);
    const before = auditLines(plane).length;
    const ours = castellan(plane, 'recommended');
    const requests = auditLines(plane).slice(before);
    log(row('castellan, recommended', ours, ours));
    log(row('castellan, every rule', castellan(plane, 'all'), ours));
    log(row('kubectl get pods -o json', kubectl(plane), ours));
    log(asked(requests));
  } finally {
    close(client);
    await plane.stop();
  }
}

function close(client: KubeClient): void {
  client.close();
}

function castellan({ kubeconfig }: ControlPlane, profile: string) {
  const command = ['scan', 'cluster', '--kubeconfig', kubeconfig, '-p', profile, '-f', 'json=/dev/null'];
  return measure([process.execPath, join(root, 'bin/castellan.js'), ...command], { runs: 3 });
}

function kubectl({ kubeconfig }: ControlPlane) {
  const command = ['--kubeconfig', kubeconfig, 'get', 'pods', '--all-namespaces', '-o', 'json'];
  return measure([findBinaries()!.kubectl, ...command], { runs: 3 });
}

interface AuditEvent {
  readonly verb: string;
  readonly requestURI: string;
}

function auditLines({ folder }: ControlPlane): string[] {
  return readFileSync(join(folder, 'audit.log'), 'utf8').split('\n').filter(Boolean);
}

/** What the server was asked: every list must be paged. */
function asked(lines: readonly string[]): string {
  const events = lines.map((line) => JSON.parse(line) as AuditEvent);
  const lists = events.filter(({ verb, requestURI }) => verb === 'list' && !requestURI.includes('kubectl'));
  const unpaged = lists.filter(({ requestURI }) => !requestURI.includes('limit='));
  const secrets = lists.filter(({ requestURI }) => requestURI.includes('/secrets'));
  return `asked in 4 runs: ${events.length} requests, ${lists.length} pages of lists, ${unpaged.length} without a limit, ${secrets.length} of secrets`;
}

import { hostname } from 'node:os';
import type { EvidenceConfiguration, NodeEvidence } from '../../host/evidence.ts';
import { readCertificates } from './certificates.ts';
import { namedByKubelet, readConfigurations } from './configurations.ts';
import { surveyFiles } from './files.ts';
import { readHost } from './host.ts';
import { readKubeconfigs } from './kubeconfigs.ts';
import { readNetworks } from './networks.ts';
import { readProcesses } from './processes.ts';
import { NodeRoot } from './root.ts';
import { distributionOf, Files, flagValue, type Survey } from './survey.ts';
import { Unread } from './unread.ts';
import { readNames } from './users.ts';
import { readVersions, runProgram, type RunProgram } from './versions.ts';

export interface CollectNodeOptions {
  /** Folder where the node's file system is mounted: `/` on the node itself. */
  readonly root: string;
  readonly nodeName?: string | undefined;
  /** ISO 8601. */
  readonly now: string;
  /** Asks programs for their version; the real one where the root is `/`. */
  readonly run?: RunProgram;
}

/** Gathers the evidence of one node. What can't be read is part of the evidence. */
export async function collectNode(options: CollectNodeOptions): Promise<NodeEvidence> {
  const root = new NodeRoot(options.root);
  const unread = new Unread();
  const names = readNames(root, unread);
  const { processes, networks } = readProcesses(root, unread);
  const files = new Files(root, names, unread);
  const survey: Survey = { root, unread, names, distribution: distributionOf(root), processes, files };
  surveyFiles(survey);
  const configurations = readConfigurations(survey);
  surveyNamed(survey, configurations);
  const kubeconfigs = readKubeconfigs(survey);
  const certificates = readCertificates(survey, kubeconfigs);
  const run = options.run ?? (options.root === '/' ? runProgram : undefined);
  const versions = await readVersions(survey, run);
  noteMissingKubelet(survey);
  return {
    apiVersion: 'castellan.dev/v1',
    kind: 'NodeEvidence',
    metadata: { name: options.nodeName ?? nameOf(survey, options.root) },
    collected: options.now,
    distribution: survey.distribution,
    host: readHost(root, unread),
    versions,
    processes: once(processes.map(({ pid: _pid, ...process }) => process)),
    configurations,
    kubeconfigs: kubeconfigs.kubeconfigs,
    files: files.sorted(),
    certificates,
    networks: readNetworks(survey, networks),
    unread: unread.sorted(),
  };
}

function surveyNamed({ files }: Survey, configurations: readonly EvidenceConfiguration[]): void {
  const { ca, certificates } = namedByKubelet(configurations);
  for (const path of ca) files.add('kubelet-ca', path);
  for (const path of certificates) files.add('pki-certificate', path);
}

/** A machine that is no node must not read as a node without faults. */
function noteMissingKubelet({ processes, files, unread }: Survey): void {
  const runs = processes.some(({ name }) => name === 'kubelet' || /^(k3s|rke2)-/.test(name));
  if (runs) return;
  const traces = files.of('kubelet-config', 'kubelet-kubeconfig').length > 0;
  const reason = traces
    ? 'its files are here, but no process of it was seen'
    : 'neither a process nor a file of it was found; this may be no node of a cluster';
  unread.add({ what: 'the kubelet', code: 'unreadable', reason });
}

function nameOf({ root, processes, unread }: Survey, base: string): string {
  const kubelet = processes.find(({ name }) => name === 'kubelet');
  const override = kubelet && flagValue(kubelet.args, 'hostname-override');
  const file = unread.take(root.text('/etc/hostname'))?.trim();
  return override || file || (base === '/' ? hostname() : '');
}

function once<T>(list: readonly T[]): T[] {
  return [...new Map(list.map((entry) => [JSON.stringify(entry), entry])).values()];
}

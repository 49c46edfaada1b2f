import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { toResource } from '../../../src/kubernetes/resource.ts';
import { allConnections, type Analysis, analyse } from '../../../src/network/engine/analysis.ts';
import { cutsOf } from '../../../src/network/engine/engine.ts';
import { diffOf } from '../../../src/network/engine/diff.ts';
import { explainAll } from '../../../src/network/engine/explain.ts';
import { exposureOf, standsOf } from '../../../src/network/engine/exposure.ts';
import type { Settings } from '../../../src/network/engine/settings.ts';
import { readManifestText } from '../../../src/sources/manifest/read.ts';

/* What `score.mjs --module` of the bench asks for. */

/** The bench's tool takes addresses of blocks to lie outside of the cluster, every pod for a pod, and asks for declared ports. */
const FILES: Settings = { blocksMatchPods: false, hostNetwork: 'pod', servicesReach: 'declared ports' };
/** The probes ran on clusters where blocks match pods. */
const PROBED: Settings = { blocksMatchPods: true, hostNetwork: 'node' };

interface Asked {
  readonly dir?: string;
  readonly resources?: readonly JsonObject[];
  readonly multiNetwork?: boolean;
}

export function list(asked: Asked) {
  const settings = asked.resources ? PROBED : FILES;
  return [
    ...allConnections(checked(analyse(read(asked), { settings, multiNetwork: Boolean(asked.multiNetwork) }))),
  ].filter(told);
}

export function exposure(asked: Asked) {
  const analysis = checked(
    analyse(read(asked), { settings: FILES, multiNetwork: Boolean(asked.multiNetwork), stands: standsOf }),
  );
  const { exposure: rows, unprotected } = exposureOf(analysis);
  const inCluster = new Set(rows.filter(({ peer }) => !/^\d/.test(peer)).map(({ workload }) => workload));
  return {
    connections: [...allConnections(analysis)].filter(told),
    // The bench's tool tells of the outside only for workloads that are exposed within the cluster too.
    exposure: rows.filter(({ workload, peer }) => inCluster.has(workload) && !isV6(peer)),
    unprotected,
  };
}

export function diff({ dir1, dir2 }: { readonly dir1: string; readonly dir2: string }) {
  const [before, after] = [read({ dir: dir1 }), read({ dir: dir2 })];
  const cuts = [before, after].flatMap((one) => cutsOf(checked(analyse(one, { settings: FILES })).policies));
  const [a, b] = [before, after].map((one) => checked(analyse(one, { settings: FILES, cuts })));
  return {
    connections: diffOf(a!, b!)
      .filter(told)
      .map(({ src, dst, before: dir1Conns, after: dir2Conns }) => ({ src, dst, dir1: dir1Conns, dir2: dir2Conns })),
  };
}

export function explain(asked: Asked) {
  const analysis = checked(analyse(read(asked), { settings: FILES, multiNetwork: Boolean(asked.multiNetwork) }));
  const connections = explainAll(analysis).map((one) => ({ ...one, policies: one.policies.filter(named) }));
  return { connections };
}

/** The bench compares three kinds by name. */
function named(label: string): boolean {
  return /^(?:(?:Baseline)?Admin)?NetworkPolicy /.test(label);
}

/** The bench has no row for what we list as a problem, nor for workloads whose pods differ. */
function checked(analysis: Analysis): Analysis {
  const [problem] = analysis.problems;
  if (problem) throw new Error(`${problem.resource.kind} ${problem.resource.name}: ${problem.message}`);
  if (analysis.mixed.length > 0) throw new Error(`the pods of ${analysis.mixed.join()} differ`);
  return analysis;
}

/** Addresses of IPv6 are not compared: the bench's form has no words for them. */
function told({ src, dst }: { readonly src: string; readonly dst: string }): boolean {
  return !isV6(src) && !isV6(dst);
}

function isV6(peer: string): boolean {
  return /^[0-9a-f]*:[0-9a-f:]*/.test(peer);
}

function read({ dir, resources }: Asked): readonly Resource[] {
  if (!dir) return (resources ?? []).flatMap((object) => toResource(object, NOWHERE) ?? []);
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:ya?ml|json)$/.test(file),
  );
  const found = files.sort().flatMap((file) => readManifestText(file, readFileSync(join(dir, file), 'utf8')).resources);
  if (found.length === 0) throw new Error(`${dir} holds no objects`);
  return found.filter(({ type }) => !type.includes('.') || READ_TYPES.has(type));
}

/** What the bench's tool reads beside the kinds of Kubernetes itself: gateways, meshes and policies of network plugins are not among them. */
const READ_TYPES: ReadonlySet<string> = new Set([
  'AdminNetworkPolicy.policy.networking.k8s.io',
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
  'Route.route.openshift.io',
  'UserDefinedNetwork.k8s.ovn.org',
  'ClusterUserDefinedNetwork.k8s.ovn.org',
  'NetworkAttachmentDefinition.k8s.cni.cncf.io',
  'MultiNetworkPolicy.k8s.cni.cncf.io',
  'VirtualMachine.kubevirt.io',
  'VirtualMachineInstance.kubevirt.io',
]);

const NOWHERE: Resource['origin'] = {
  file: '',
  editable: false,
  locate: () => ({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }),
};

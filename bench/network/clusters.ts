import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { toResource } from '../../src/kubernetes/resource.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';

/** The conformance bench's generator of clusters, where it is there. */
export const GENERATOR = resolve(import.meta.dirname, '../../../shared/conformance/netpol-bench/gen.mjs');

/** Writes a cluster of the generator into a folder, which is removed when the work is done. */
export function withCluster<T>(flags: readonly string[], work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-network-'));
  try {
    execFileSync(process.execPath, [GENERATOR, ...flags, '--out', folder], { stdio: 'ignore' });
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function textsIn(folder: string): { readonly file: string; readonly text: string }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

const TIERS = ['web', 'api', 'worker', 'cache', 'db'];
const ENVIRONMENTS = ['prod', 'stage', 'dev'];

export interface Scale {
  readonly workloads: number;
  readonly replicas: number;
  readonly policies: number;
}

/**
 * A cluster of the same shape as the generator's, as objects: namespaces of 20 workloads with labels of team and stage, in
 * most of them a default deny and DNS, and for each workload one policy about its tier, its namespace or the outside.
 */
export function ownCluster({ workloads, replicas, policies }: Scale): Resource[] {
  const namespaces = Math.ceil(workloads / 20);
  const objects: JsonObject[] = [];
  for (let n = 0; n < namespaces; n++) objects.push(...namespaceObjects(n));
  for (let w = 0; w < workloads; w++) objects.push(...pods(w, namespaces, replicas));
  for (let p = 0; objects.length < 2 * namespaces + workloads * replicas + policies; p++) {
    objects.push(workloadPolicy(p, p % workloads, namespaces));
  }
  return objects.flatMap((object) => toResource(object, NOWHERE) ?? []);
}

const nameOf = (namespace: number) => `team-${namespace}`;
const tierOf = (workload: number, namespaces: number) => TIERS[Math.floor(workload / namespaces) % TIERS.length]!;

function namespaceObjects(n: number): JsonObject[] {
  const labels = { env: ENVIRONMENTS[n % 3]!, team: `t${n % 50}` };
  const spec = n % 10 < 7 ? { policyTypes: ['Ingress', 'Egress'] } : { policyTypes: ['Egress'], egress: [DNS] };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: nameOf(n), labels } },
    policy(nameOf(n), 'default', { podSelector: {}, ...spec }),
  ];
}

const DNS = { ports: [{ port: 53, protocol: 'UDP' }] };

function policy(namespace: string, name: string, spec: JsonObject): JsonObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

function pods(w: number, namespaces: number, replicas: number): JsonObject[] {
  const tier = tierOf(w, namespaces);
  const app = `${tier}-${Math.floor(w / namespaces)}`;
  const namespace = nameOf(w % namespaces);
  return Array.from({ length: replicas }, (_, i): JsonObject => {
    const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: app, uid: `${w}` }];
    const number = w * replicas + i;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name: `${app}-${i}`, labels: { app, tier }, ownerReferences },
      spec: { containers: [{ name: 'c', ports: [{ name: 'main', containerPort: 8080 }] }] },
      status: { podIP: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}` },
    };
  });
}

function workloadPolicy(p: number, w: number, namespaces: number): JsonObject {
  const tier = tierOf(w, namespaces);
  const app = `${tier}-${Math.floor(w / namespaces)}`;
  const peers: JsonObject[] = [
    { podSelector: { matchLabels: { tier: TIERS[p % 5]! } } },
    {
      namespaceSelector: { matchLabels: { team: `t${p % 50}` } },
      podSelector: { matchLabels: { tier: TIERS[(p >> 3) % 5]! } },
    },
    { ipBlock: { cidr: `${20 + (p % 100)}.${(p >> 2) % 256}.0.0/16` } },
  ];
  const outward = p % 3 === 2;
  const rule = { [outward ? 'to' : 'from']: [peers[p % 3]!], ports: [{ port: outward ? 443 : 8080 }] };
  const direction = outward
    ? { policyTypes: ['Egress'], egress: [rule] }
    : { policyTypes: ['Ingress'], ingress: [rule] };
  return policy(nameOf(w % namespaces), `p${p}`, { podSelector: { matchLabels: { app } }, ...direction });
}

export const NOWHERE: Resource['origin'] = {
  file: '',
  editable: false,
  locate: () => ({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }),
};

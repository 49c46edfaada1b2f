import type { JsonObject } from '../../src/model/json.ts';
import type { KeptChange } from '../../src/scan/live-folding.ts';
import { createLiveScan } from '../../src/scan/live-scan.ts';
import { scanOptions } from '../../test/scan-options.ts';

export const title =
  'watch --cluster: one changed object among 10,000 pods, CPU of a round from the event to the findings';

const PODS = 10_000;
const ROUNDS = 30;
const SERVER = { name: 'bench', minor: 36 };

/** Pods that say what their Deployment says fold into it; pods by themselves are judged one by one. */
export async function run(log: (line: string) => void): Promise<void> {
  await measure('pods of 500 Deployments, a pod changes', [...owners(), ...pods(true)], podAt(5000, true), log);
  await measure('pods of 500 Deployments, a Deployment changes', [...owners(), ...pods(true)], deploymentAt(250), log);
  await measure('pods by themselves, a pod changes', pods(false), podAt(5000, false), log);
}

async function measure(
  name: string,
  all: readonly KeptChange[],
  change: (round: number) => KeptChange,
  log: (line: string) => void,
): Promise<void> {
  const live = createLiveScan(OPTIONS);
  const begun = process.cpuUsage();
  const { result } = await live.round(all, [], SERVER);
  const first = cpuMs(begun);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await live.round([change(round)], [], SERVER);
    times.push(cpuMs(before));
  }
  const median = times.sort((a, b) => a - b)[ROUNDS / 2]!;
  const { resources } = result.collected;
  const figures = `${median.toFixed(1).padStart(7)} ms a round, first ${first.toFixed(0).padStart(6)} ms`;
  log(`${name.padEnd(48)}${figures}; ${resources.length} resources, ${result.report.findings.length} findings`);
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const DEPLOYMENTS = 500;

function owners(): KeptChange[] {
  return Array.from({ length: DEPLOYMENTS }, (_, i) => [deploymentAt(i)(0), replicaSetAt(i)]).flat();
}

function deploymentAt(i: number): (round: number) => KeptChange {
  return (round) =>
    kept('deployments.apps', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata(`app-${i}`, i), uid: `d${i}` },
      spec: { replicas: 20, selector: { matchLabels: { app: `app-${i}` } }, template: template(i, round) },
    });
}

function replicaSetAt(i: number): KeptChange {
  return kept('replicasets.apps', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...metadata(`app-${i}-x`, i), uid: `r${i}`, ownerReferences: owner('Deployment', `app-${i}`, `d${i}`) },
    spec: { replicas: 20, selector: { matchLabels: { app: `app-${i}` } }, template: template(i, 0) },
  });
}

function pods(owned: boolean): KeptChange[] {
  return Array.from({ length: PODS }, (_, i) => podAt(i, owned)(0));
}

function podAt(i: number, owned: boolean): (round: number) => KeptChange {
  const app = i % DEPLOYMENTS;
  return (round) => {
    const { metadata: own, spec } = template(app, 0);
    const labels = { ...(own as { labels: JsonObject }).labels, ...(round > 0 && { round: `r${round}` }) };
    const ownerReferences = owned ? owner('ReplicaSet', `app-${app}-x`, `r${app}`) : [];
    return kept('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata(`app-${app}-x-${i}`, app), uid: `p${i}`, labels, ownerReferences },
      spec: spec!,
    });
  };
}

function metadata(name: string, i: number): JsonObject {
  return { name, namespace: `team-${i % 40}` };
}

function owner(kind: string, name: string, uid: string): JsonObject[] {
  return [{ apiVersion: 'apps/v1', kind, name, uid, controller: true }];
}

function template(i: number, round: number): JsonObject {
  return {
    metadata: { labels: { app: `app-${i}`, tier: i % 3 === 0 ? 'front' : 'back' } },
    spec: {
      serviceAccountName: `app-${i}`,
      securityContext: { runAsNonRoot: i % 2 === 0 },
      containers: [
        {
          name: 'app',
          image: `registry.example.com/app-${i}:1.${round}.0`,
          ports: [{ containerPort: 8080 }],
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          securityContext: { allowPrivilegeEscalation: i % 5 === 0, capabilities: { drop: ['ALL'] } },
          env: [{ name: 'ROUND', value: String(round) }],
        },
      ],
    },
  };
}

function kept(resource: string, object: JsonObject): KeptChange {
  const { namespace, name } = object['metadata'] as { namespace: string; name: string };
  const key = `${resource} ${namespace}/${name}`;
  return { key, kept: { object, shipped: false, file: `bench/${namespace}/${resource}/${name}.yaml` } };
}

const OPTIONS = scanOptions('/', { targets: ['cluster'] });

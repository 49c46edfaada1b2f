import type { KubeClient } from '../../src/kube/client.ts';
import type { JsonObject } from '../../src/model/json.ts';

export interface Population {
  readonly title: string;
  readonly deployments: number;
  /** Pods of each deployment. */
  readonly replicas: number;
  /** Pods that nothing owns: each is judged by itself. */
  readonly lonePods: number;
}

const NAMESPACES = 50;

/** Creates the objects, as controllers would, and gives their number. */
export async function populate(client: KubeClient, { deployments, replicas, lonePods }: Population): Promise<number> {
  let count = NAMESPACES;
  await each(NAMESPACES, (i) => client.post('/api/v1/namespaces', named('v1', 'Namespace', `team-${i}`)));
  await each(deployments, async (i) => {
    const namespace = `team-${i % NAMESPACES}`;
    const apps = `/apis/apps/v1/namespaces/${namespace}`;
    const deployment = await client.post(`${apps}/deployments`, workload('Deployment', `app-${i}`, replicas));
    const set = await client.post(
      `${apps}/replicasets`,
      owned(workload('ReplicaSet', `app-${i}-1`, replicas), deployment),
    );
    for (let k = 0; k < replicas; k++) {
      await client.post(`/api/v1/namespaces/${namespace}/pods`, owned(pod(`app-${i}-1-${k}`, i), set));
    }
    count += 2 + replicas;
  });
  await each(lonePods, async (i) => {
    await client.post(`/api/v1/namespaces/team-${i % NAMESPACES}/pods`, pod(`lone-${i}`, i));
    count++;
  });
  return count;
}

async function each(count: number, make: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await make(next++);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

function named(apiVersion: string, kind: string, name: string): JsonObject {
  return { apiVersion, kind, metadata: { name } };
}

function workload(kind: string, name: string, replicas: number): JsonObject {
  const index = Number(name.split('-')[1]);
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, labels: labels(index) },
    spec: {
      replicas,
      selector: { matchLabels: labels(index) },
      template: { metadata: { labels: labels(index) }, spec: podSpec(index) },
    },
  };
}

function pod(name: string, i: number): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: labels(i) }, spec: podSpec(i) };
}

function labels(i: number): JsonObject {
  return { 'app.kubernetes.io/name': `app-${i}`, 'app.kubernetes.io/part-of': `system-${i % 40}`, tier: 'backend' };
}

/** Some are well made, some are not: a seventh runs privileged, a fifth as root, a third has no limits. */
function podSpec(i: number): JsonObject {
  const hardened = i % 5 !== 0;
  const container = (name: string): JsonObject => ({
    name,
    image: `registry.example.com/shop/${name}-${i}:1.${i % 30}.2`,
    ports: [{ name: 'http', containerPort: 8080 }],
    env: Array.from({ length: 8 }, (_, k) => ({ name: `SETTING_${k}`, value: `value-${k}` })),
    ...(i % 3 !== 0 && {
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
    }),
    livenessProbe: { httpGet: { path: '/healthz', port: 'http' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
    securityContext: {
      privileged: i % 7 === 0,
      ...(hardened && { runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }),
    },
  });
  return {
    serviceAccountName: `app-${i}`,
    automountServiceAccountToken: i % 4 === 0,
    containers: [container('api'), container('proxy')],
    volumes: [{ name: 'tmp', emptyDir: {} }],
  };
}

function owned(object: JsonObject, owner: JsonObject): JsonObject {
  const { name, uid } = owner['metadata'] as { name: string; uid: string };
  const reference = { apiVersion: 'apps/v1', kind: owner['kind'] as string, name, uid, controller: true };
  return { ...object, metadata: { ...(object['metadata'] as JsonObject), ownerReferences: [reference] } };
}

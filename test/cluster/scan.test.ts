import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const main = resolve(import.meta.dirname, '../../src/cli/main.ts');
const SECRET = 'never-shown-value-42';

const SHOP = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.2.3
          securityContext: {privileged: true}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "registry.example.com/db:17.1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {hostNetwork: true, containers: [{name: agent, image: "registry.example.com/agent:1.0.0"}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: once, namespace: shop}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: once, image: "registry.example.com/once:1.0.0"}]
---
apiVersion: v1
kind: Pod
metadata: {name: bare, namespace: shop}
spec: {hostPID: true, containers: [{name: bare, image: "registry.example.com/bare:1.0.0"}]}
---
apiVersion: v1
kind: Secret
metadata: {name: login, namespace: shop}
stringData: {password: ${SECRET}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {token: "ghp_0123456789abcdefghijABCDEFGHIJ012345"}
---
apiVersion: v1
kind: Pod
metadata: {name: lone, namespace: other}
spec: {hostIPC: true, containers: [{name: lone, image: "registry.example.com/lone:1.0.0"}]}
---
apiVersion: v1
kind: Node
metadata: {name: worker}
`;

describe.skipIf(missingBinaries())('castellan scan cluster', () => {
  let plane: ControlPlane;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'castellan-scan-cluster-'));
    plane = await startControlPlane();
    await plane.kubectl(['wait', '--for=create', 'serviceaccount/default', '--timeout=60s']);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await plane.stop();
  });

  const scan = (...args: readonly string[]) => run(folder, ['scan', ...args, '--kubeconfig', plane.kubeconfig]);
  const report = async (...args: readonly string[]): Promise<Report> => {
    const { stdout, stderr } = await scan(...args, '-f', 'json');
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Report;
  };

  it('says nothing of a cluster that nobody has touched', async () => {
    const { code, stdout } = await scan('cluster');

    expect(stdout).toContain('No findings');
    expect(code).toBe(0);
  });

  it('says nothing of what Kubernetes ships, even where every rule runs', async () => {
    const { findings, gaps, summary } = await report('cluster', '-p', 'all');

    expect(findings.map(({ rule, place }) => `${rule} ${place.file}`)).toEqual([
      'default-sa-automount test/default/serviceaccounts/default.yaml',
    ]);
    expect(gaps).toEqual([]);
    expect(summary.resources).toBeGreaterThan(100);
  });

  it('says what is wrong, at the lines of the object', async () => {
    for (const name of ['shop', 'other']) {
      await plane.kubectl(['create', 'namespace', name]);
      await plane.kubectl(['wait', '--for=create', '-n', name, 'serviceaccount/default', '--timeout=60s']);
    }
    await plane.kubectl(['apply', '-f', '-'], SHOP);
    await plane.kubectl(['wait', '--for=create', '-n', 'shop', 'pod/db-0', '--timeout=60s']);
    await plane.kubectl(['wait', '--for=create', '-n', 'shop', 'pod', '-l', 'app=web', '--timeout=60s']);

    const { findings, verdict, gaps } = await report('cluster');
    const { stdout, code } = await scan('cluster', '-f', 'terminal');

    const privileged = findings.find(({ rule }) => rule === 'privileged-container');
    expect(privileged?.subject).toMatchObject({ kind: 'Deployment', namespace: 'shop', name: 'web' });
    expect(privileged?.place.file).toBe('test/shop/deployments.apps/web.yaml');
    expect(stdout).toMatch(/> \d+ │ +privileged: true/);
    expect(findings.map(({ rule, subject }) => `${rule} ${subject.name}`)).toEqual(
      expect.arrayContaining(['host-pid bare', 'host-ipc lone', 'host-network agent', 'literal-credential settings']),
    );
    expect([gaps, verdict, code]).toEqual([[], 'findings', 1]);
  });

  it('judges what controllers make once, with its controller', async () => {
    const { findings } = await report('cluster/shop', '-p', 'all');

    const subjects = new Set(findings.map(({ subject }) => `${subject.kind}/${subject.name}`));
    expect([...subjects].filter((name) => /^(?:Pod|ReplicaSet)\//.test(name))).toEqual(['Pod/bare']);
  });

  it('judges a pod that does not run what its controller says', async () => {
    const container = { name: 'intruder', image: 'registry.example.com/intruder:1.0.0', targetContainerName: 'db' };
    const patch = JSON.stringify({ spec: { ephemeralContainers: [container] } });
    await plane.kubectl(['patch', 'pod', 'db-0', '-n', 'shop', '--subresource=ephemeralcontainers', '-p', patch]);

    const { findings } = await report('cluster/shop', '-p', 'all');

    const pods = new Set(findings.filter(({ subject }) => subject.kind === 'Pod').map(({ subject }) => subject.name));
    expect([...pods].sort()).toEqual(['bare', 'db-0']);
  });

  it('never shows what a Secret holds, nor a credential anywhere', async () => {
    const outputs = await Promise.all(['json', 'sarif', 'html', 'terminal'].map((f) => scan('cluster', '-f', f)));
    const audit = readFileSync(join(plane.folder, 'audit.log'), 'utf8');

    for (const { stdout } of outputs) {
      expect(stdout).not.toContain(SECRET);
      expect(stdout).not.toContain(Buffer.from(SECRET).toString('base64'));
      expect(stdout).not.toContain('ghp_0123456789');
    }
    const listed = audit.split('\n').filter((line) => line.includes('castellan') && line.includes('/secrets?'));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((line) => !line.includes('includeObject=Metadata'))).toEqual([]);
  });

  it('reads namespaces alone', async () => {
    const one = await report('cluster/other');
    const two = await report('cluster/other', 'cluster:shop');
    const named = await report('cluster', '-n', 'other', '-n', 'shop');
    const none = await report('cluster/nowhere');

    const namespaces = ({ findings }: Report) =>
      new Set(findings.map(({ subject }) => subject.namespace || subject.name));
    expect(namespaces(one)).toEqual(new Set(['other']));
    expect(namespaces(two)).toEqual(new Set(['other', 'shop']));
    expect(named.findings).toEqual(two.findings);
    expect(none.gaps.map(({ message }) => message)).toEqual(['There is no namespace nowhere in test.']);
    expect(none.verdict).toBe('incomplete');
  });

  it('reads several clusters, each judged by itself, and files beside them', async () => {
    writeFileSync(join(folder, 'pod.yaml'), SHOP.split('---').at(-2)!.replace('lone', 'written'));
    const config = JSON.parse(readFileSync(plane.kubeconfig, 'utf8')) as Record<string, unknown>;
    const user = { cluster: 'test', user: 'user' };
    const contexts = ['a', 'b'].map((name) => ({ name, context: user }));
    writeFileSync(join(folder, 'two.kubeconfig'), JSON.stringify({ ...config, contexts }));

    const { stdout } = await run(folder, [
      'scan',
      'cluster/other',
      'pod.yaml',
      '--context=a',
      '--context=b',
      '--format=json',
      '--kubeconfig=two.kubeconfig',
    ]);

    const { findings } = JSON.parse(stdout) as Report;
    const files = new Set(findings.filter(({ rule }) => rule === 'host-ipc').map(({ place }) => place.file));
    expect([...files]).toEqual(['a/other/pods/lone.yaml', 'b/other/pods/lone.yaml', 'pod.yaml']);
  });

  it('takes the version from the server unless it is told another', async () => {
    expect((await report('cluster')).kubernetes).toBe('1.36');
    expect((await report('cluster', '--kubernetes', '1.31')).kubernetes).toBe('1.31');
  });

  it('gives the same bytes twice', async () => {
    const [first, second] = [await scan('cluster', '-f', 'json'), await scan('cluster', '-f', 'json')];

    expect(second.stdout).toBe(first.stdout);
  });

  it('asks kubelets for their configuration only where it is told to, and says what it could not see', async () => {
    const { gaps } = await report('cluster', '--node-config');

    expect(gaps.map(({ message }) => message).join()).toMatch(/^The kubelet configuration of worker is not known: /);
  });

  it('judges what ships as soon as somebody changes it', async () => {
    await plane.kubectl([
      'patch',
      'clusterrolebinding',
      'cluster-admin',
      '--type=json',
      '-p',
      '[{"op": "add", "path": "/subjects/-", "value": {"kind": "Group", "name": "system:unauthenticated", "apiGroup": "rbac.authorization.k8s.io"}}]',
    ]);

    const { findings } = await report('cluster', '-p', 'all');

    const names = findings.map(({ subject }) => subject.name);
    expect(names).toContain('cluster-admin');
  });

  it('tells of a broken custom resource and goes on', async () => {
    await plane.kubectl(['apply', '-f', '-'], BROKEN_CRD);
    await plane.kubectl(['wait', '--for=condition=Established', 'crd/rollouts.argoproj.io', '--timeout=60s']);
    await plane.kubectl(['create', '-f', '-'], ROLLOUT);
    await plane.kubectl(['patch', 'crd', 'rollouts.argoproj.io', '--type=json', '-p', BREAK]);

    let gaps: Report['gaps'] = [];
    for (let tries = 0; tries < 10 && gaps.length === 0; tries++) ({ gaps } = await report('cluster'));

    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.message).toMatch(/^rollouts\.argoproj\.io could not be read: conversion webhook .+ failed/);
  });

  it('tells of an aggregated API that is down and goes on', async () => {
    await plane.kubectl(['apply', '-f', '-'], DOWN);

    let gaps: Report['gaps'] = [];
    for (let tries = 0; tries < 20 && gaps.length < 2; tries++) ({ gaps } = await report('cluster'));

    expect(gaps.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/projectcalico\.org.* could not be read: /),
    );
  });

  it('refuses expired credentials in one sentence', async () => {
    const late = await plane.kubeconfigFor({ name: 'late', groups: ['system:masters'], days: -1 });

    const { code, stdout } = await run(folder, ['scan', 'cluster', '--kubeconfig', late]);

    expect(stdout).toContain('The cluster test could not be read to the end: Unauthorized.');
    expect(code).toBe(3);
  });
});

const BROKEN_CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: rollouts.argoproj.io}
spec:
  group: argoproj.io
  scope: Namespaced
  names: {plural: rollouts, singular: rollout, kind: Rollout, listKind: RolloutList}
  versions:
    - {name: v1alpha1, served: true, storage: true, schema: &any {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
    - {name: v1, served: true, storage: false, schema: *any}
`;
const ROLLOUT = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: stuck, namespace: shop}
spec: {}
`;
const BREAK = JSON.stringify([
  {
    op: 'replace',
    path: '/spec/conversion',
    value: {
      strategy: 'Webhook',
      webhook: {
        conversionReviewVersions: ['v1'],
        clientConfig: { service: { name: 'gone', namespace: 'shop', path: '/' } },
      },
    },
  },
]);
const DOWN = `
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v3.projectcalico.org}
spec:
  group: projectcalico.org
  version: v3
  groupPriorityMinimum: 1000
  versionPriority: 10
  insecureSkipTLSVerify: true
  service: {name: gone, namespace: shop}
`;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], { cwd, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      done({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const main = resolve(import.meta.dirname, '../../src/cli/main.ts');

/** Asks for labels of the namespace, a config map and a list of objects. */
const POLICIES = `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: teams}
spec:
  rules:
    - name: known-team
      match: {any: [{resources: {kinds: [Deployment], namespaceSelector: {matchLabels: {tier: prod}}}}]}
      context:
        - {name: teams, configMap: {name: teams, namespace: platform}}
      validate:
        message: "{{ request.object.metadata.labels.team || 'nobody' }} is not among {{ teams.data.all }}"
        deny:
          conditions:
            any:
              - {key: "{{ request.object.metadata.labels.team || 'nobody' }}", operator: AnyNotIn, value: "{{ teams.data.all | parse_json(@) }}"}
    - name: one-budget
      match: {any: [{resources: {kinds: [Deployment]}}]}
      context:
        - name: budgets
          apiCall:
            urlPath: "/apis/policy/v1/namespaces/{{ request.namespace }}/poddisruptionbudgets"
            jmesPath: "length(items)"
      validate:
        message: no budget
        deny: {conditions: {any: [{key: "{{ budgets }}", operator: Equals, value: 0}]}}
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: no-node-ports}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services]}]
  validations: [{expression: "object.spec.type != 'NodePort'", message: no node ports}]
---
apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: {name: small-widgets}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [acme.io], apiVersions: [v1], operations: [CREATE], resources: [widgets]}]
  validations: [{expression: "object.spec.size < 5", message: too large}]
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: widgets}
spec:
  rules:
    - name: named-widgets
      match: {any: [{resources: {kinds: [Widget]}}]}
      validate: {message: a name, pattern: {spec: {name: '?*'}}}
`;

const WIDGETS = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.acme.io}
spec:
  group: acme.io
  scope: Namespaced
  names: {plural: widgets, singular: widget, kind: Widget}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`;

const OBJECTS = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {tier: prod}}
---
apiVersion: v1
kind: Namespace
metadata: {name: platform}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: teams, namespace: platform}
data: {all: '["red"]'}
---
apiVersion: v1
kind: Service
metadata: {name: open, namespace: shop}
spec: {type: NodePort, ports: [{port: 80}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: shop}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
${deployment('shop', 'blue')}
${deployment('shop', 'red')}
${deployment('platform', 'blue')}
`;

const WIDGET = 'apiVersion: acme.io/v1\nkind: Widget\nmetadata: {name: large, namespace: shop}\nspec: {size: 9}\n';

function deployment(namespace: string, team: string): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${team}, namespace: ${namespace}, labels: {team: ${team}}}
spec:
  replicas: 0
  selector: {matchLabels: {app: ${team}}}
  template:
    metadata: {labels: {app: ${team}}}
    spec: {containers: [{name: web, image: "registry.example.com/web:1.0.0"}]}`;
}

const BROKEN = [
  'known-team Deployment shop/blue',
  'no-node-ports Service shop/open',
  'named-widgets Widget shop/large',
  'one-budget Deployment platform/blue',
  'small-widgets Widget shop/large',
].sort();

describe.skipIf(missingBinaries())('policies on a cluster', () => {
  let plane: ControlPlane;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'castellan-policy-cluster-'));
    writeFileSync(join(folder, 'policies.yaml'), POLICIES);
    plane = await startControlPlane();
    await plane.kubectl(['apply', '-f', '-'], OBJECTS + WIDGETS);
    await plane.kubectl(['wait', '--for=condition=Established', 'crd/widgets.acme.io', '--timeout=60s']);
    await plane.kubectl(['apply', '-f', '-'], WIDGET);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await plane.stop();
  });

  const run = (...args: readonly string[]) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((done) => {
      execFile(
        process.execPath,
        [main, ...args, '--kubeconfig', plane.kubeconfig],
        { cwd: folder, maxBuffer: 1 << 26 },
        (error, stdout, stderr) => done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  it('are answered from the cluster: labels of namespaces, config maps, lists', async () => {
    const { code, stdout, stderr } = await run('policy', 'apply', 'policies.yaml', '--cluster', '-f', 'json');

    const { results, gaps } = JSON.parse(stdout) as {
      results: { rule: string; status: string; object: { kind: string; namespace: string; name: string } }[];
      gaps: unknown[];
    };
    const bad = results.filter(({ status }) => status !== 'pass');
    expect(bad.map(({ rule, object }) => `${rule} ${object.kind} ${object.namespace}/${object.name}`).sort()).toEqual(
      BROKEN,
    );
    expect([gaps, code, stderr]).toEqual([[], 1, '']);
  });

  it('are findings of a scan', async () => {
    const { stdout } = await run('scan', 'cluster', '--policies', 'policies.yaml', '-f', 'json');

    const { findings, gaps } = JSON.parse(stdout) as Report;
    const found = findings
      .filter(({ rule }) => rule.startsWith('policy/'))
      .map(({ rule, subject }) => `${rule.split('/').at(-1)} ${subject.kind} ${subject.namespace}/${subject.name}`);
    expect(found.sort()).toEqual(BROKEN);
    expect(gaps).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { castellan, folder } from './run.ts';

const cwd = folder({
  'app.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: edge}
rules:
  - {apiGroups: [''], resources: [secrets], verbs: [list, watch]}
  - {apiGroups: [''], resources: [configmaps], verbs: [get]}
  - {apiGroups: [''], resources: [secrets], verbs: [get, list]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: edge}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edge}
subjects: [{kind: ServiceAccount, name: edge, namespace: in}]
---
apiVersion: v1
kind: Pod
metadata: {name: edge, namespace: in, labels: {app: edge}}
spec: {serviceAccountName: edge, containers: [{name: app, image: 'x:1', ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: edge, namespace: in}
spec: {type: LoadBalancer, selector: {app: edge}, ports: [{port: 80}]}
`,
});

it('castellan paths cut finds the second rule that gives the same right, and its commands can be run in their order', async () => {
  const { code, stdout } = await castellan(['paths', 'cut', '.'], { cwd });

  expect(code).toBe(0);
  expect(stdout).toMatch(/Verified: .* finds no way to a goal/);
  expect(stdout.match(/"path":"[^"]+"/g)).toEqual(['"path":"/rules/2"', '"path":"/rules/0"']);
  expect(stdout).not.toContain('configmaps');
});

const SPEC =
  "{containers: [{name: app, image: 'x:1', ports: [{containerPort: 80}], securityContext: {privileged: true}}]}";
const running = folder({
  'app.yaml': `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: edge, namespace: in}
spec:
  selector: {matchLabels: {app: edge}}
  template: {metadata: {labels: {app: edge}}, spec: ${SPEC}}
${['n1', 'n2']
  .map(
    (node) => `---
apiVersion: v1
kind: Pod
metadata: {name: edge-${node}, namespace: in, labels: {app: edge}, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: edge}]}
spec: ${SPEC.replace('{', `{nodeName: ${node}, `)}
`,
  )
  .join('')}---
apiVersion: v1
kind: Service
metadata: {name: edge, namespace: in}
spec: {type: NodePort, selector: {app: edge}, ports: [{port: 80}]}
`,
  'change.yaml': `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: edge, namespace: in}
spec: {template: {spec: {containers: [{name: app, securityContext: {privileged: false}}]}}}
`,
});

it('castellan paths cut changes the workload, not each of its pods', async () => {
  const { stdout } = await castellan(['paths', 'cut', 'app.yaml'], { cwd: running });

  expect(stdout).toMatch(/Verified: .* finds no way to a goal/);
  expect(stdout.match(/kubectl .*/g)).toEqual([
    `kubectl patch daemonset edge -n in --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/securityContext/privileged","value":false}]'`,
  ]);
});

it('castellan paths what-if lets pods follow their workload', async () => {
  const { stdout } = await castellan(['paths', 'what-if', 'app.yaml', '-f', 'change.yaml'], { cwd: running });

  expect(stdout).toContain('Changed: DaemonSet in/edge');
  expect(stdout).toMatch(/^0 new ways, [1-9]\d* gone\.$/m);
});

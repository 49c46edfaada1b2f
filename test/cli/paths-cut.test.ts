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

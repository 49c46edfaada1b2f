import { describe, expect, it } from 'vitest';
import { parseManifests } from '../manifests/parse.ts';
import type { JsonObject } from '../model/json.ts';
import { authorsOf } from './authors.ts';
import { countReads } from '../../test/count-reads.ts';
import { compareObjects } from './compare.ts';
import { convert } from './convert.ts';
import { withDifferences } from './patch.ts';

function object(text: string): JsonObject {
  return parseManifests(text).documents[0]!.value as JsonObject;
}

/** What differs between two documents, `---` between them. */
function differences(text: string): string[] {
  const [declared, live] = text.split('\n---\n').map(object);
  return compareObjects(declared!, live!, () => false).map(({ change, label }) => `${change} ${label}`);
}

const POD = 'apiVersion: v1\nkind: Pod\nspec:\n';

describe('the same said otherwise', () => {
  it.each([
    [
      'amounts',
      `${POD}  containers: [{name: a, resources: {limits: {cpu: 1000m, memory: 1024Mi}}}]
---
${POD}  containers: [{name: a, resources: {limits: {cpu: "1", memory: 1Gi}, requests: {cpu: "1", memory: 1Gi}}}]`,
    ],
    [
      'keyed lists in another order',
      `${POD}  containers: [{name: a, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53}]}, {name: b}]
---
${POD}  containers: [{name: b}, {name: a, ports: [{containerPort: 53, protocol: TCP}, {containerPort: 53, protocol: UDP}]}]`,
    ],
    [
      'nothing, null and empty',
      `${POD}  nodeSelector: {}\n  volumes: null\n  hostNetwork: false\n  securityContext: {}
---
${POD}  tolerations: []\n  securityContext: {}`,
    ],
    [
      'the old name of an account',
      `${POD}  serviceAccount: web
---
${POD}  serviceAccount: web\n  serviceAccountName: web`,
    ],
    [
      'values of Secrets, which are not asked for',
      `apiVersion: v1
kind: Secret
stringData: {a: b}
---
apiVersion: v1
kind: Secret
metadata: {name: x}`,
    ],
    [
      'durations and amounts of custom resources',
      `apiVersion: x.example/v1
kind: Thing
spec: {every: 90s, size: 1024Mi, on: false}
---
apiVersion: x.example/v1
kind: Thing
spec: {every: 1m30s, size: 1Gi, filledIn: 7}`,
    ],
  ])('%s', (_, text) => {
    expect(differences(text)).toEqual([]);
  });
});

describe('what differs', () => {
  it.each([
    [
      'versions that look like amounts',
      `apiVersion: x.example/v1
kind: Thing
spec: {version: "1.1"}
---
apiVersion: x.example/v1
kind: Thing
spec: {version: "1.10"}`,
      ['changed spec.version'],
    ],
    [
      'a false that was said',
      `${POD}  automountServiceAccountToken: false
---
${POD}  x: 1`,
      ['removed spec.automountServiceAccountToken'],
    ],
    [
      'the same variable twice',
      `${POD}  containers: [{name: a, env: [{name: X, value: "1"}, {name: X, value: "2"}]}]
---
${POD}  containers: [{name: a, env: [{name: X, value: "1"}, {name: X, value: "3"}]}]`,
      ['changed spec.containers[a].env[X].value'],
    ],
    [
      'each part of a context that is new',
      `${POD}  containers: [{name: a}]
---
${POD}  containers: [{name: a, securityContext: {privileged: true, capabilities: {add: [SYS_ADMIN]}}}]`,
      [
        'added spec.containers[a].securityContext.capabilities.add',
        'added spec.containers[a].securityContext.privileged',
      ],
    ],
    [
      'an empty selector, which selects all',
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {a: b}}}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {a: b}}, namespaceSelector: {}}]}]}`,
      ['added spec.ingress[0].from[0].namespaceSelector'],
    ],
    [
      'a rule that allows everyone',
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec: {podSelector: {}, ingress: []}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}`,
      ['added spec.ingress[0]'],
    ],
    [
      'a command in another order',
      `${POD}  containers: [{name: a, command: [x, y]}]
---
${POD}  containers: [{name: a, command: [y, x]}]`,
      ['changed spec.containers[a].command'],
    ],
    [
      'one rule of several',
      `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}, {apiGroups: [apps], resources: [deployments], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
rules: [{apiGroups: [apps], resources: [deployments], verbs: [get]}, {apiGroups: [""], resources: [pods], verbs: [list, get, delete]}]`,
      ['changed rules[0].verbs'],
    ],
    [
      'a volume that looks like the token’s and is not',
      `${POD}  containers: []
---
${POD}  volumes: [{name: kube-api-access-abcde, hostPath: {path: /}}, {name: kube-api-access-fghij, projected: {sources: [{secret: {name: x}}]}}]`,
      ['added spec.volumes[kube-api-access-abcde]', 'added spec.volumes[kube-api-access-fghij]'],
    ],
  ])('%s', (_, text, expected) => {
    expect(differences(text)).toEqual(expected);
  });

  it('is told whatever the values are', () => {
    const odd = object('{apiVersion: v1, kind: Pod, spec: {containers: {a: 1}, volumes: [null, 3], hostNetwork: [x]}}');

    expect(() => compareObjects(odd, object(`${POD}  containers: [{name: a}]`), () => true)).not.toThrow();
    expect(() => compareObjects(object(`${POD}  containers: [{name: a}]`), odd, () => true)).not.toThrow();
  });

  it('in long lists is found with work in proportion to their length', () => {
    const reads = (length: number) => {
      const rules = Array.from({ length }, (_, i) => ({ apiGroups: [`g${i}`], resources: ['x'], verbs: ['get'] }));
      const role = (list: object[]) =>
        countReads({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: list } as JsonObject);
      const [declared, live] = [role(rules), role(rules.toReversed())];

      const found = compareObjects(declared.data, live.data, () => false);

      expect(found.length).toBeGreaterThanOrEqual(length);
      return declared.reads() + live.reads();
    };

    expect(reads(4000)).toBeLessThan(2.3 * reads(2000));
  });
});

describe('the declared object with the differences', () => {
  it('is the live one without what the server fills in', () => {
    const declared = object(
      `${POD}  containers: [{name: a, image: x:1, args: [q], env: [{name: A, value: "1"}, {name: B, value: "2"}]}]`,
    );
    const live = object(
      `${POD}  containers: [{name: a, image: x:2, terminationMessagePath: /dev/termination-log, env: [{name: B, value: "2"}, {name: C, value: "3"}], securityContext: {privileged: true}}, {name: b, image: y:1}]`,
    );
    const result = withDifferences(
      declared,
      compareObjects(declared, live, () => false),
    );

    expect(result['spec']).toEqual({
      containers: [
        {
          name: 'a',
          image: 'x:2',
          env: [
            { name: 'B', value: '2' },
            { name: 'C', value: '3' },
          ],
          securityContext: { privileged: true },
        },
        { name: 'b', image: 'y:1' },
      ],
    });
    expect(declared['spec']).toMatchObject({ containers: [{ image: 'x:1' }] });
  });
});

describe('who wrote it', () => {
  const live = object(`apiVersion: apps/v1
kind: Deployment
metadata:
  managedFields:
  - {manager: kubectl, operation: Apply, time: "2026-11-21T10:00:00Z", fieldsV1: {"f:spec": {"f:replicas": {}, "f:template": {"f:spec": {"f:containers": {'k:{"name":"a"}': {".": {}, "f:image": {}, "f:name": {}}}}}}}}
  - {manager: kubectl-edit, operation: Update, time: "2026-11-21T11:00:00Z", fieldsV1: {"f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"b"}': {".": {}, "f:name": {}, "f:args": {}}}}}}}}
  - {manager: kube-controller-manager, operation: Update, subresource: status, time: "2026-11-21T12:00:00Z", fieldsV1: {"f:status": {}}}
spec: {replicas: 1, template: {spec: {containers: [{name: a, image: x}, {name: b, args: [y]}]}}}`);
  const authors = authorsOf(live);

  it.each([
    ['spec.replicas', ['spec', 'replicas'], 'kubectl'],
    ['an item', ['spec', 'template', 'spec', 'containers', 1], 'kubectl-edit'],
    ['within an atomic list', ['spec', 'template', 'spec', 'containers', 1, 'args', 0], 'kubectl-edit'],
    ['what nobody owns', ['spec', 'paused'], undefined],
  ])('%s', (_, path, manager) => {
    expect(authors.of(path)?.manager).toBe(manager);
  });

  it('knows the last writer, status aside, and who is not the deployer', () => {
    expect(authors.last()).toMatchObject({ manager: 'kubectl-edit', certain: false });
    expect(authors.foreign(['spec', 'replicas'])).toBe(false);
    expect(authors.foreign(['spec', 'template', 'spec', 'containers', 1])).toBe(true);
  });

  it('does not mind entries that say nothing', () => {
    const odd = object(
      '{metadata: {managedFields: [3, null, {manager: a, fieldsV1: {"f:spec": {"k:{": {}, "v:x": 1}}}]}}',
    );

    expect(authorsOf(odd).of(['spec', 0])).toBeUndefined();
  });
});

describe('versions of an API', () => {
  it.each([
    [
      '{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, spec: {targetCPUUtilizationPercentage: 70, maxReplicas: 3}}',
      'autoscaling/v2',
      {
        maxReplicas: 3,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
      },
    ],
    [
      '{apiVersion: networking.k8s.io/v1beta1, kind: Ingress, spec: {backend: {serviceName: a, servicePort: 80}}}',
      'networking.k8s.io/v1',
      { defaultBackend: { service: { name: 'a', port: { number: 80 } } } },
    ],
    ['{apiVersion: extensions/v1beta1, kind: Deployment, spec: {replicas: 2}}', 'apps/v1', { replicas: 2 }],
  ])('%s', (text, apiVersion, spec) => {
    expect(convert(object(text), apiVersion)).toMatchObject({ apiVersion, spec });
  });
});

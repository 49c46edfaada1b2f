import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checks } from '../checks/index.generated.ts';
import { toResource } from '../kubernetes/resource.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { createRunMemory, nextInventory, runChecks } from './run.ts';

/* Rounds with a memory say what runs without one say, whatever comes, goes or changes between them. */

const planned = checks.map((check) => ({ check, parameters: check.parameters ?? {} }));
const scope = { minor: 36, today: '2026-11-21' };

const pods = (name: string, extra: JsonObject) => ({
  selector: { matchLabels: { app: name } },
  template: {
    metadata: { labels: { app: name } },
    spec: { serviceAccountName: name, containers: [{ name: 'main', image: 'registry.example.com/a:1' }], ...extra },
  },
});

const subject = (name: string, namespace: string) => ({ kind: 'ServiceAccount', name, namespace });
const reference = (kind: string, name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });

/** One object of each kind that rules look at from elsewhere; what they refer to has one of a few names. */
const OBJECTS: readonly ((name: string, namespace: string) => JsonObject)[] = [
  (name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3, ...pods(name, {}) } }),
  (name) => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', spec: pods(name, { automountServiceAccountToken: false }) }),
  (name) => ({ apiVersion: 'batch/v1', kind: 'Job', spec: pods(name, {}) }),
  (name) => ({ apiVersion: 'v1', kind: 'Service', spec: { selector: { app: name }, ports: [{ port: 80 }] } }),
  () => ({ apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false }),
  (name) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: { podSelector: { matchLabels: { app: name } }, policyTypes: ['Ingress'] },
  }),
  () => ({ apiVersion: 'v1', kind: 'LimitRange', spec: { limits: [] } }),
  (name) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    spec: { selector: { matchLabels: { app: name } } },
  }),
  (name) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas: 1, maxReplicas: 3 },
  }),
  () => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }],
  }),
  (name, namespace) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    roleRef: reference('Role', name),
    subjects: [subject(name, namespace)],
  }),
  (name, namespace) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    roleRef: reference('ClusterRole', 'cluster-admin'),
    subjects: [subject(name, namespace)],
  }),
];

function resourceOf(make: number, name: string, namespace: string): Resource {
  const file = `${namespace}-${make}-${name}.yaml`;
  const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const object = OBJECTS[make]!(name, namespace);
  const metadata = { name, ...(namespace && { namespace }) };
  return toResource({ ...object, metadata }, { file, editable: false, locate: () => place })!;
}

function namespaceObject(name: string): Resource {
  const place = { file: 'n.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  return toResource(object, { file: 'n.yaml', editable: false, locate: () => place })!;
}

const NAMESPACES = ['', 'default', 'shop', 'other'];

const resources = fc.oneof(
  fc
    .tuple(fc.nat(OBJECTS.length - 1), fc.constantFrom('web', 'api'), fc.constantFrom(...NAMESPACES))
    .map(([make, name, namespace]) => resourceOf(make, name, namespace)),
  fc.constantFrom('shop', 'other', 'default').map(namespaceObject),
);

/** Each step puts an object where one of the list is, takes one out, or adds one. */
const steps = fc.array(fc.tuple(fc.nat(), fc.constantFrom('put', 'take', 'add'), resources), {
  minLength: 4,
  maxLength: 12,
});

it('finds with a memory what it finds without', () => {
  fc.assert(
    fc.property(fc.array(resources, { maxLength: 14 }), steps, (first, changes) => {
      const memory = createRunMemory();
      let now = first;
      for (const [at, step, resource] of [[0, 'put', first[0]] as const, ...changes]) {
        if (resource) now = changed(now, step, at % (now.length + 1), resource);
        const remembered = runChecks(nextInventory(now, memory), planned, scope, new Map(), memory);
        const fresh = runChecks(createInventory(now), planned, scope);

        expect(told(remembered.findings)).toEqual(told(fresh.findings));
      }
    }),
    { numRuns: 25 },
  );
});

function changed(now: readonly Resource[], step: string, at: number, resource: Resource): Resource[] {
  const removed = step === 'add' ? 0 : 1;
  return now.toSpliced(at, removed, ...(step === 'take' ? [] : [resource]));
}

function told(findings: ReturnType<typeof runChecks>['findings']): string[] {
  return findings.map(({ check, resource, violation }) => {
    const evidence = violation.evidence?.map((fact) => `${fact.resource.origin.file} ${fact.note}`);
    return [resource.origin.file, check.id, violation.message, ...(evidence ?? [])].join(' | ');
  });
}

it('computes again only what changed', () => {
  const memory = createRunMemory();
  const [web, other] = [resourceOf(0, 'web', 'shop'), resourceOf(0, 'web', 'other')];
  let asked: string[] = [];
  const check = {
    ...checks[0]!,
    types: ['Service'],
    find(resource: Resource, { inventory }: { readonly inventory: ReturnType<typeof createInventory> }) {
      asked.push(resource.namespace);
      inventory.inNamespace('Deployment', resource.namespace);
      inventory.holds('Job');
      return [];
    },
  };
  const services = ['shop', 'other'].map((namespace) => resourceOf(3, 'web', namespace));
  const round = (...more: Resource[]) => {
    asked = [];
    runChecks(nextInventory([...services, ...more], memory), [{ check, parameters: {} }], scope, new Map(), memory);
    return asked;
  };

  expect(round(web, other)).toEqual(['shop', 'other']);
  expect(round(web, other)).toEqual([]);
  expect(round(resourceOf(0, 'web', 'shop'), other)).toEqual(['shop']);
  expect(round(other, resourceOf(2, 'job', 'third'))).toEqual(['shop', 'other']);
  expect(round(other, resourceOf(2, 'job', 'third'), resourceOf(2, 'job', 'fourth'))).toEqual([]);
});

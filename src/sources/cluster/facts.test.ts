import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { clusterFile, clusterOrigin, renderedText } from './origin.ts';
import { isShipped } from './shipped.ts';
import { trim } from './trim.ts';

const BOOT = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const by = (...managers: string[]): Json => managers.map((manager) => ({ manager }));

function object(kind: string, metadata: JsonObject, rest: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind, metadata, ...rest };
}

const binding = (name: string, managedFields: Json, role = 'system:node') =>
  object(
    'ClusterRoleBinding',
    { name: 'b', labels: BOOT, managedFields },
    {
      roleRef: { name: role },
      subjects: [{ kind: 'Group', name }],
    },
  );

describe('as shipped is', () => {
  it.each<[string, JsonObject, boolean]>([
    [
      'a default role',
      object('ClusterRole', { name: 'system:node', labels: BOOT, managedFields: by('kube-apiserver') }),
      true,
    ],
    [
      'a default role that somebody edited',
      object('ClusterRole', { name: 'system:node', labels: BOOT, managedFields: by('kube-apiserver', 'kubectl-edit') }),
      false,
    ],
    ['a default role of unknown writers', object('ClusterRole', { name: 'system:node', labels: BOOT }), false],
    [
      'a role that only says so',
      object('ClusterRole', { name: 'mine', labels: BOOT, managedFields: by('kube-apiserver') }),
      false,
    ],
    [
      'a role without the mark',
      object('ClusterRole', { name: 'system:x', managedFields: by('kube-apiserver') }),
      false,
    ],
    ['a default binding', binding('system:nodes', by('kube-apiserver')), true],
    ['a default binding to a person', binding('eve', by('kube-apiserver')), false],
    ['a default binding to everybody', binding('system:unauthenticated', by('kube-apiserver')), false],
    [
      'what everybody may see',
      binding('system:unauthenticated', by('kube-apiserver'), 'system:public-info-viewer'),
      true,
    ],
    [
      'the root certificate',
      object('ConfigMap', {
        name: 'kube-root-ca.crt',
        namespace: 'shop',
        managedFields: by('kube-controller-manager'),
      }),
      true,
    ],
    [
      'a ConfigMap of kubeadm',
      object('ConfigMap', { name: 'kubeadm-config', namespace: 'kube-system', managedFields: by('kubeadm') }),
      false,
    ],
    ['a system account', object('ServiceAccount', { name: 'default', namespace: 'kube-system' }), true],
    [
      'a system account with a setting',
      object('ServiceAccount', { name: 'default', namespace: 'kube-system' }, { automountServiceAccountToken: true }),
      false,
    ],
    ['an account of a user', object('ServiceAccount', { name: 'default', namespace: 'shop' }), false],
    ['a namespace of a user', object('Namespace', { name: 'shop', managedFields: by('kubectl-create') }), false],
    ['something of no known kind', object('Widget', { name: 'system:x', managedFields: by('kube-apiserver') }), false],
  ])('%s: %#', (_what, value, expected) => {
    expect(isShipped(value)).toBe(expected);
  });
});

describe('of an object is kept', () => {
  it('what rules read, and nothing that repeats or changes by itself', () => {
    const pod = object(
      'Pod',
      {
        name: 'a',
        uid: 'u',
        resourceVersion: '1',
        generation: 2,
        managedFields: by('x'),
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', mine: 'kept' },
      },
      { spec: { x: 1 }, status: { phase: 'Running', podIP: '10.0.0.1' } },
    );

    expect(trim(pod)).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', uid: 'u', annotations: { mine: 'kept' } },
      spec: { x: 1 },
      status: { phase: 'Running' },
    });
  });

  it('of a Secret neither values nor the annotation that holds them, but when it was changed', () => {
    const secret = object(
      'Secret',
      {
        name: 's',
        managedFields: [{ manager: 'm', time: '2026-01-01T00:00:00Z', fieldsV1: { 'f:data': {} } }],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"dmFsdWU="}}' },
      },
      { type: 'Opaque', data: { a: 'dmFsdWU=' }, stringData: { b: 'value' } },
    );

    expect(trim(secret)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', managedFields: [{ time: '2026-01-01T00:00:00Z' }] },
      type: 'Opaque',
    });
  });

  it('of a Node what it runs, of a CRD no schema', () => {
    const node = object('Node', {}, { status: { nodeInfo: { kubeletVersion: 'v1' }, images: [1] } });
    const crd = object('CustomResourceDefinition', {}, { spec: { versions: [{ name: 'v1', schema: { big: true } }] } });

    expect(trim(node)['status']).toEqual({ nodeInfo: { kubeletVersion: 'v1' } });
    expect(trim(crd)['spec']).toEqual({ versions: [{ name: 'v1' }] });
  });
});

describe('a place', () => {
  it('is a line of the object as YAML', () => {
    const value = object('Pod', { name: 'a' }, { spec: { containers: [{ name: 'web', args: 'one\ntwo' }] } });
    const origin = clusterOrigin('f', value);
    const lines = renderedText(value).split('\n');

    const { line, column } = origin.locate(['spec', 'containers', 0, 'name']);

    expect(lines[line - 1]?.slice(column - 1)).toBe('name: web');
    expect(origin.locate(['spec', 'containers', 0, 'args'], 'value').endLine).toBeGreaterThan(line);
    expect(origin.editable).toBe(false);
  });

  it('is in a file that says context, namespace, kind and name, whatever the context is called', () => {
    const pods = { plural: 'pods', group: '' };

    expect(clusterFile('arn:aws:eks:eu:1:cluster/prod', pods, 'shop', 'a')).toBe(
      'arn:aws:eks:eu:1:cluster_prod/shop/pods/a.yaml',
    );
    expect(clusterFile('..', { plural: 'nodes', group: '' }, '', 'n')).toBe('_/_cluster/nodes/n.yaml');
  });
});

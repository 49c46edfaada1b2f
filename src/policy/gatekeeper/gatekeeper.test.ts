import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { asObject } from '../../std/value.ts';
import { compilePolicy, policyKindOf } from '../plan.ts';
import type { Subject } from '../types.ts';
import { compileConstraint } from './constraint.ts';
import { changedImage } from './image.ts';
import { parseLocation } from './location.ts';
import { matchesGlob } from './match.ts';
import { compileMutator } from './mutator.ts';

const TEMPLATE: JsonObject = {
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
  metadata: { name: 'requiredowner' },
  spec: {
    crd: { spec: { names: { kind: 'RequiredOwner' } } },
    targets: [
      {
        target: 'admission.k8s.gatekeeper.sh',
        code: [
          {
            engine: 'K8sNativeValidation',
            source: {
              matchConditions: [{ name: 'labelled', expression: 'has(variables.anyObject.metadata.labels)' }],
              variables: [{ name: 'owner', expression: 'variables.anyObject.metadata.labels.owner' }],
              validations: [
                {
                  expression: 'variables.owner in variables.params.owners',
                  messageExpression: '"the owner " + variables.owner + " is none of ours"',
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

const REGO: JsonObject = {
  ...TEMPLATE,
  spec: {
    crd: { spec: { names: { kind: 'RequiredOwner' } } },
    targets: [{ target: 'admission.k8s.gatekeeper.sh', rego: 'package x' }],
  },
};

function constraint(spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: 'RequiredOwner',
    metadata: { name: 'ours' },
    spec: { parameters: { owners: ['red', 'blue'] }, ...spec },
  };
}

function pod(metadata: JsonObject, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...metadata }, spec };
}

function subject(object: JsonObject, more: Partial<Subject> = {}): Subject {
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {}, ...more };
}

describe('constraints with templates in CEL', () => {
  it.each<[string, JsonObject, string[]]>([
    ['an owner that is allowed', { owner: 'red' }, []],
    ['another owner', { owner: 'pink' }, ['the owner pink is none of ours']],
  ])('%s', (_, labels, expected) => {
    const answer = compileConstraint(constraint(), [TEMPLATE]).review(subject(pod({ labels })), {});

    expect(answer?.violations.map(({ message }) => message)).toEqual(expected);
    expect(answer?.actions).toEqual(['Deny']);
  });

  it('looks at what is deleted as the object whatever happens to it', () => {
    const gone = subject(pod({ labels: { owner: 'pink' } }), { operation: 'DELETE' });

    expect(compileConstraint(constraint(), [TEMPLATE]).review(gone, {})?.violations).toHaveLength(1);
  });

  it('fails where an expression cannot be evaluated, unless the failure policy ignores that', () => {
    const broken = subject(pod({ labels: { other: 'x' } }));
    const lax = structuredClone(TEMPLATE) as { spec: { targets: { code: { source: JsonObject }[] }[] } };
    lax.spec.targets[0]!.code[0]!.source['failurePolicy'] = 'Ignore';

    const strict = compileConstraint(constraint(), [TEMPLATE]).review(broken, {});
    const ignored = compileConstraint(constraint(), [lax]).review(broken, {});

    expect(strict?.violations).toMatchObject([{ isError: true }]);
    expect(ignored?.violations).toEqual([]);
  });

  it.each<[string, JsonObject, string[] | undefined]>([
    ['deny by itself', {}, ['Deny']],
    ['dryrun', { enforcementAction: 'dryrun' }, ['Audit']],
    [
      'scoped, here',
      {
        enforcementAction: 'scoped',
        scopedEnforcementActions: [{ action: 'warn', enforcementPoints: [{ name: 'gator.gatekeeper.sh' }] }],
      },
      ['Warn'],
    ],
    [
      'scoped, elsewhere',
      {
        enforcementAction: 'scoped',
        scopedEnforcementActions: [{ action: 'deny', enforcementPoints: [{ name: 'audit.gatekeeper.sh' }] }],
      },
      undefined,
    ],
  ])('enforcement: %s', (_, spec, expected) => {
    const review = compileConstraint(constraint(spec), [TEMPLATE]).review(subject(pod({ labels: {} })), {});

    expect(review?.actions).toEqual(expected);
  });

  it('says of a template in Rego that it is not evaluated, and of a constraint that its template is missing', () => {
    expect(() => compilePolicy(REGO)).toThrow('written in Rego alone');
    expect(() => compilePolicy(constraint(), undefined, [REGO])).toThrow('The constraint is not evaluated');
    expect(() => compilePolicy(constraint(), undefined, [])).toThrow('There is no ConstraintTemplate of the kind');
  });

  it('is part of the plan', () => {
    const policy = compilePolicy(constraint(), undefined, [TEMPLATE]);

    const results = policy.evaluate(subject(pod({ labels: { owner: 'pink' } })), 'validate', {});

    expect(policyKindOf(TEMPLATE)).toBe('templates.gatekeeper.sh/ConstraintTemplate');
    expect(results).toMatchObject([{ rule: 'ours', status: 'fail', actions: ['Deny'] }]);
  });
});

const NODE: JsonObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } };
const NAMESPACE: JsonObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'kube-system', labels: { env: 'prod' } },
};
const IN_KUBE = pod({ namespace: 'kube-public', labels: { app: 'x' } });

describe('the match field', () => {
  it.each<[JsonObject, JsonObject, boolean]>([
    [{}, IN_KUBE, true],
    [{ kinds: [{ apiGroups: [''], kinds: ['Pod'] }] }, IN_KUBE, true],
    [{ kinds: [{ apiGroups: ['apps'], kinds: ['*'] }] }, IN_KUBE, false],
    [
      {
        kinds: [
          { apiGroups: ['apps'], kinds: ['*'] },
          { apiGroups: ['*'], kinds: ['Pod'] },
        ],
      },
      IN_KUBE,
      true,
    ],
    [{ scope: 'Cluster' }, IN_KUBE, false],
    [{ scope: 'Cluster' }, NODE, true],
    [{ scope: 'Namespaced' }, NAMESPACE, false],
    [{ namespaces: ['kube-*'] }, IN_KUBE, true],
    [{ namespaces: ['*-public'] }, IN_KUBE, true],
    [{ namespaces: ['default'] }, IN_KUBE, false],
    [{ namespaces: ['default'] }, pod({}), true],
    [{ namespaces: ['default'] }, NODE, true],
    [{ namespaces: ['kube-system'] }, NAMESPACE, true],
    [{ excludedNamespaces: ['kube-*'] }, IN_KUBE, false],
    [{ excludedNamespaces: ['kube-*'] }, NAMESPACE, false],
    [{ excludedNamespaces: ['kube-*'] }, NODE, true],
    [{ labelSelector: { matchLabels: { app: 'x' } } }, IN_KUBE, true],
    [{ labelSelector: { matchLabels: { app: 'y' } } }, IN_KUBE, false],
    [{ namespaceSelector: { matchLabels: { env: 'prod' } } }, NAMESPACE, true],
    [{ namespaceSelector: { matchLabels: { env: 'prod' } } }, IN_KUBE, false],
    [{ namespaceSelector: { matchLabels: { env: 'prod' } } }, NODE, true],
    [{ name: 'we*' }, IN_KUBE, true],
    [{ name: 'db' }, IN_KUBE, false],
    [{ source: 'Generated' }, IN_KUBE, false],
  ])('%j', (match, object, expected) => {
    const review = compileConstraint(constraint({ match }), [TEMPLATE]).review(subject(object), {});

    expect(review !== undefined).toBe(expected);
  });

  it('knows stars at both ends', () => {
    expect([matchesGlob('*a*', 'bab'), matchesGlob('*', ''), matchesGlob('a*b', 'axb')]).toEqual([true, true, false]);
  });
});

function mutator(kind: string, location: string, parameters: JsonObject, more: JsonObject = {}): JsonObject {
  const applyTo: Json = [{ groups: [''], versions: ['v1'], kinds: ['Pod'] }];
  const spec = { ...(kind !== 'AssignMetadata' && { applyTo }), location, parameters, ...more };
  return { apiVersion: 'mutations.gatekeeper.sh/v1', kind, metadata: { name: 'm' }, spec };
}

const set = (value: Json): JsonObject => ({ assign: { value } });
const TWO: JsonObject = {
  containers: [
    { name: 'a', args: ['x', 'y'] },
    { name: 'b', image: 'reg.io:5000/app:v1' },
  ],
};

describe('mutators', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['a field', mutator('Assign', 'spec.dnsPolicy', set('None')), {}, { dnsPolicy: 'None' }],
    ['a field that is made on the way', mutator('Assign', 'spec.a.b', set(1)), {}, { a: { b: 1 } }],
    [
      'a field of every item',
      mutator('Assign', 'spec.containers[name:*].tty', set(true)),
      { containers: [{ name: 'a' }, { name: 'b' }] },
      {
        containers: [
          { name: 'a', tty: true },
          { name: 'b', tty: true },
        ],
      },
    ],
    ['no item where a star finds none', mutator('Assign', 'spec.containers[name:*].tty', set(true)), {}, {}],
    [
      'an item that is named and missing',
      mutator('Assign', 'spec.containers[name: "side car"].tty', set(true)),
      { containers: [{ name: 'a' }] },
      { containers: [{ name: 'a' }, { name: 'side car', tty: true }] },
    ],
    [
      'an item as a whole',
      mutator('Assign', 'spec.containers[name:a]', set({ name: 'a', image: 'i' })),
      { containers: [{ name: 'a', tty: true }] },
      { containers: [{ name: 'a', image: 'i' }] },
    ],
    [
      'nothing where a path must not exist',
      mutator('Assign', 'spec.a.b', {
        ...set(1),
        pathTests: [{ subPath: 'spec.a.b', condition: 'MustNotExist' }],
      }),
      { a: { b: 2 } },
      { a: { b: 2 } },
    ],
    [
      'only the items that a path test lets',
      mutator('Assign', 'spec.containers[name:*].x.y', {
        ...set(1),
        pathTests: [{ subPath: 'spec.containers[name:*].x', condition: 'MustExist' }],
      }),
      { containers: [{ name: 'a', x: {} }, { name: 'b' }] },
      { containers: [{ name: 'a', x: { y: 1 } }, { name: 'b' }] },
    ],
    [
      'a value that is among those to be replaced',
      mutator('Assign', 'spec.dnsPolicy', { ...set('None'), assignIf: { in: ['Default'] } }),
      { dnsPolicy: 'ClusterFirst' },
      { dnsPolicy: 'ClusterFirst' },
    ],
    [
      'items added to a list',
      mutator('ModifySet', 'spec.containers[name:a].args', { values: { fromList: ['y', 'z'] } }),
      TWO,
      {
        containers: [
          { name: 'a', args: ['x', 'y', 'z'] },
          { name: 'b', image: 'reg.io:5000/app:v1' },
        ],
      },
    ],
    [
      'items taken from lists',
      mutator('ModifySet', 'spec.containers[name:*].args', { operation: 'prune', values: { fromList: ['x'] } }),
      TWO,
      {
        containers: [
          { name: 'a', args: ['y'] },
          { name: 'b', image: 'reg.io:5000/app:v1' },
        ],
      },
    ],
    [
      'parts of images',
      mutator('AssignImage', 'spec.containers[name:*].image', { assignDomain: 'mirror.io', assignTag: '@sha256:ab' }),
      TWO,
      {
        containers: [
          { name: 'a', args: ['x', 'y'] },
          { name: 'b', image: 'mirror.io/app@sha256:ab' },
        ],
      },
    ],
  ])('%s', (_, document, spec, expected) => {
    const one = subject(pod({}, spec));

    expect(asObject(compileMutator(document).mutate(one.object, one))['spec']).toEqual(expected);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'a label is added',
      mutator('AssignMetadata', 'metadata.labels.team', set('red')),
      {},
      { labels: { team: 'red' } },
    ],
    [
      'a label that is there stays',
      mutator('AssignMetadata', 'metadata.labels."a.b/c"', set('red')),
      { labels: { 'a.b/c': 'blue' } },
      { labels: { 'a.b/c': 'blue' } },
    ],
    [
      'from the namespace',
      mutator('AssignMetadata', 'metadata.annotations.in', { assign: { fromMetadata: { field: 'namespace' } } }),
      { namespace: 'shop' },
      { namespace: 'shop', annotations: { in: 'shop' } },
    ],
  ])('metadata: %s', (_, document, metadata, expected) => {
    const one = subject(pod(metadata));

    expect(asObject(compileMutator(document).mutate(one.object, one))['metadata']).toEqual({
      name: 'web',
      ...expected,
    });
  });

  it.each<[string, JsonObject]>([
    ['cannot change metadata', mutator('Assign', 'metadata.labels.a', set('b'))],
    ['can only set a label or an annotation', mutator('AssignMetadata', 'metadata.name', set('b'))],
    ['needs applyTo', mutator('Assign', 'spec.a', set(1), { applyTo: [] })],
    ['a name is expected', mutator('Assign', 'spec..a', set(1))],
    ['assign needs a value', mutator('Assign', 'spec.a', {})],
    ['assignTag begins with', mutator('AssignImage', 'spec.image', { assignTag: 'v1' })],
    ['needs assignDomain too', mutator('AssignImage', 'spec.image', { assignPath: 'my.io/app' })],
    ['The operation is', mutator('ModifySet', 'spec.a', { operation: 'drop', values: { fromList: [] } })],
    [
      'must be a part of the location',
      mutator('Assign', 'spec.a', { ...set(1), pathTests: [{ subPath: 'spec.b', condition: 'MustExist' }] }),
    ],
    ['external data', mutator('Assign', 'spec.a', { assign: { externalData: {} } })],
  ])('refuses: %s', (message, document) => {
    expect(() => compileMutator(document)).toThrow(message);
  });

  it('bounds the length of locations', () => {
    expect(() => parseLocation(`a${'.a'.repeat(2000)}`, [])).toThrow('is not read');
  });

  it.each([
    ['nginx', 'mirror.io/nginx'],
    ['library/nginx:1', 'mirror.io/library/nginx:1'],
    ['localhost/app', 'mirror.io/app'],
    ['reg.io:5000/a/b:v1@sha256:cd', 'mirror.io/a/b:v1@sha256:cd'],
  ])('the domain of %s', (image, expected) => {
    expect(changedImage(image, { domain: 'mirror.io', path: undefined, tag: undefined })).toBe(expected);
  });
});

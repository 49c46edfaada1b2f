import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { compileConstraint } from './constraint.ts';
import { matchesGlob } from './match.ts';
import { constraint, pod, subject, TEMPLATE } from './sample.ts';

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

  it.each<[JsonObject, readonly (string | number)[]]>([
    [{ namespaces: ['shop', 's*p'] }, ['spec', 'match', 'namespaces', 1]],
    [{ excludedNamespaces: ['Shop'] }, ['spec', 'match', 'excludedNamespaces', 0]],
    [{ name: 'sho?' }, ['spec', 'match', 'name']],
  ])('tells in words what a name is, and where it is none: %j', (match, path) => {
    const compile = () => compileConstraint(constraint({ match }), [TEMPLATE]);

    expect(compile).toThrow(/^A name here is of lower case letters.* with stars at the front or the end only, not "/);
    expect(compile).toThrow(expect.objectContaining({ path }));
  });

  it('knows stars at both ends', () => {
    expect([matchesGlob('*a*', 'bab'), matchesGlob('*', ''), matchesGlob('a*b', 'axb')]).toEqual([true, true, false]);
  });
});

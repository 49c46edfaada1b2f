import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { imageParts, imagesIn } from './kyverno/images.ts';
import { compilePolicy } from './plan.ts';
import type { RuleType, Subject } from './types.ts';

function subjectOf(data: JsonObject): Subject {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data };
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {} };
}

function said(document: JsonObject, type: RuleType, data: JsonObject = {}) {
  return compilePolicy(document).evaluate(subjectOf(data), type, {});
}

const NAMES = ['__proto__', 'constructor', 'toString'];

/** Names that every JavaScript object has are names like others. */
describe.each(NAMES)('the name %s', (name) => {
  it('is that of a list of images', () => {
    const parts = imageParts('nginx')!;

    const images = imagesIn([{ list: name, key: 'evil', parts, path: [] }]);

    expect(Object.entries(images as JsonObject)).toEqual([
      [name, { evil: expect.objectContaining({ path: 'nginx' }) }],
    ]);
    expect(Object.hasOwn(Object.prototype, 'evil')).toBe(false);
    expect(Object.hasOwn(Object, 'evil')).toBe(false);
  });

  it('is that of an image', () => {
    const parts = imageParts('nginx')!;

    const images = imagesIn([{ list: 'containers', key: name, parts, path: [] }]) as { containers: JsonObject };

    expect(Object.keys(images.containers)).toEqual([name]);
  });

  it('is a kind that autogen is asked for', () => {
    const policy = {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: { name: 'p', annotations: { 'pod-policies.kyverno.io/autogen-controllers': name } },
      spec: {
        rules: [
          { name: 'r', match: { any: [{ resources: { kinds: ['Pod'] } }] }, validate: { pattern: { spec: '?*' } } },
        ],
      },
    };

    expect(said(policy, 'validate')).toEqual([]);
  });

  it('is a field that a mutator makes', () => {
    const mutator = {
      apiVersion: 'mutations.gatekeeper.sh/v1',
      kind: 'Assign',
      metadata: { name: 'a' },
      spec: {
        applyTo: [{ groups: [''], versions: ['v1'], kinds: ['ConfigMap'] }],
        location: `data.${name}.inner`,
        parameters: { assign: { value: 'x' } },
      },
    };

    const [result] = said(mutator, 'mutate', { other: 'y' });

    expect(result?.message).toBe('resource is mutated');
    expect(Object.keys(result?.patched?.['data'] as JsonObject)).toEqual(['other', name]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { holds, isLabelKey, isLabelValue, matchesLabels, matchesMap, parseSelectorString } from './selector.ts';

const LABELS = { app: 'web', tier: 'front', empty: '' };

describe('matchesLabels', () => {
  it.each<[Json | undefined, boolean]>([
    [undefined, false],
    [null, false],
    [{}, true],
    [{ matchLabels: {} }, true],
    [{ matchLabels: null, matchExpressions: null }, true],
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false],
    [{ matchLabels: { empty: '' } }, true],
    [{ matchLabels: { absent: '' } }, false],
    [{ matchLabels: { toString: 'x' } }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
    [{ matchExpressions: [{ key: 'absent', operator: 'NotIn', values: ['web'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
    [{ matchExpressions: [{ key: 'absent', operator: 'DoesNotExist' }] }, true],
    [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }] }, false],
    // What the API server refuses selects nothing.
    ['app=web', false],
    [[], false],
    [{ matchLabels: { app: 1 } }, false],
    [{ matchLabels: ['app'] }, false],
    [{ matchExpressions: {} }, false],
    [{ matchExpressions: [null] }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'in', values: ['web'] }] }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 1] }] }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] }, false],
    [{ matchExpressions: [{ operator: 'Exists' }] }, false],
  ])('%j → %s', (selector, expected) => {
    expect(matchesLabels(selector, LABELS)).toBe(expected);
  });
});

describe('matchesMap', () => {
  it.each<[Json | undefined, boolean]>([
    [undefined, false],
    [null, false],
    [{}, false],
    [{ app: 'web' }, true],
    [{ app: 'web', tier: 'back' }, false],
    [{ app: true }, false],
    ['app', false],
  ])('%j → %s', (selector, expected) => {
    expect(matchesMap(selector, LABELS)).toBe(expected);
  });
});

describe('parseSelectorString', () => {
  it.each<[string, boolean]>([
    ['', true],
    ['app=web', true],
    ['app==web,tier!=back', true],
    ['app = web , tier', true],
    ['app in (api, web),tier notin (back)', true],
    ['!absent', true],
    ['!app', false],
    ['absent!=x', true],
    ['app in (api,job)', false],
    ['empty=', true],
  ])('%s → %s', (text, expected) => {
    const requirements = parseSelectorString(text);

    expect(requirements?.every((requirement) => holds(requirement, LABELS))).toBe(expected);
  });

  it('reads sets with their commas', () => {
    expect(parseSelectorString('a=b,c in (d,e),!f')).toEqual([
      { key: 'a', operator: 'In', values: ['b'] },
      { key: 'c', operator: 'In', values: ['d', 'e'] },
      { key: 'f', operator: 'DoesNotExist', values: [] },
    ]);
  });

  it.each([',', 'a=b,', '=b', 'a in', 'a in (b', 'a in b)', 'a=b c', 'a>1', 'a=b=c', '!', '-a=b'])(
    'refuses %s',
    (text) => {
      expect(parseSelectorString(text)).toBeUndefined();
    },
  );
});

describe('labels', () => {
  it.each<[string, boolean]>([
    ['app', true],
    ['app.kubernetes.io/name', true],
    ['A_b-c.9', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['', false],
    ['/name', false],
    ['Example.com/name', false],
    ['example.com/', false],
    ['a/b/c', false],
    ['-a', false],
    [`${'a'.repeat(254)}/b`, false],
  ])('key %s: %s', (key, expected) => {
    expect(isLabelKey(key)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['', true],
    ['v1.2.3', true],
    ['a b', false],
    ['a.', false],
    ['a'.repeat(64), false],
  ])('value %s: %s', (value, expected) => {
    expect(isLabelValue(value)).toBe(expected);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify as libraryStringify } from 'yaml';
import type { Edit } from '../model/edit.ts';
import type { Json, Path } from '../model/json.ts';
import { applyEdits, applyTextEdits, editDocument } from './edit.ts';
import { manifestValue, onlyValue, pathsOf } from './sample-values.ts';
import { parseManifests } from './parse.ts';
import { stringify } from './stringify.ts';

const set = (path: Path, value: Json): Edit => ({ op: 'set', path, value });
const remove = (path: Path): Edit => ({ op: 'remove', path });
const append = (path: Path, value: Json): Edit => ({ op: 'append', path, value });

/** The text with the edits applied to one of its documents, or the error. */
function edited(text: string, edits: readonly Edit[], index = 0): string {
  const outcome = editDocument(text, parseManifests(text).documents[index]!, edits);
  return 'error' in outcome ? `error: ${outcome.error}` : applyTextEdits(text, outcome.edits);
}

const cases: [name: string, before: string, edits: Edit[], after: string][] = [
  ['replaces a scalar', 'a: 1 # c\nb: x\n', [set(['a'], true)], 'a: true # c\nb: x\n'],
  ['keeps quotes', 'a: \'x\' # c\nb: "y"\n', [set(['a'], "it's"), set(['b'], 'z')], "a: 'it''s' # c\nb: \"z\"\n"],
  ['quotes what reads as another type', 'a: x\n', [set(['a'], 'yes'), set(['b'], '0644')], 'a: "yes"\nb: "0644"\n'],
  ['fills an empty value', 'a: # c\nb: 1\n', [set(['a'], 'x')], 'a: x # c\nb: 1\n'],
  ['creates a key', 'a:\n  b: 1 # c\n# d\ne: 2\n', [set(['a', 'c'], 2)], 'a:\n  b: 1 # c\n  c: 2\n# d\ne: 2\n'],
  [
    'creates parents with the indentation of the file',
    'a:\n    b: 1\n',
    [set(['a', 'c', 'd'], 2)],
    'a:\n    b: 1\n    c:\n        d: 2\n',
  ],
  ['creates parents in an empty map', 'a: {}\n', [set(['a', 'b', 'c'], 1)], 'a:\n  b:\n    c: 1\n'],
  ['creates below null', 'a:\n', [set(['a', 'b'], 1)], 'a:\n  b: 1\n'],
  [
    'creates in a list item',
    's:\n- name: a\n  x: 1\n- name: b\n',
    [set(['s', 0, 'z'], 2)],
    's:\n- name: a\n  x: 1\n  z: 2\n- name: b\n',
  ],
  [
    'creates in an indented list',
    's:\n  - name: a\n',
    [set(['s', 0, 'z', 'l'], ['ALL'])],
    's:\n  - name: a\n    z:\n      l:\n        - ALL\n',
  ],
  ['creates at the end of a text without line break', 'a: 1', [set(['b'], { c: [1] })], 'a: 1\nb:\n  c:\n  - 1'],
  ['keeps carriage returns', 'a:\r\n  b: 1\r\n', [set(['a', 'c'], { d: 1 })], 'a:\r\n  b: 1\r\n  c:\r\n    d: 1\r\n'],
  [
    'creates behind a block scalar',
    'a:\n  b: |\n    x\n\nc: 1\n',
    [set(['a', 'd'], 1)],
    'a:\n  b: |\n    x\n  d: 1\n\nc: 1\n',
  ],
  [
    'creates in flow',
    'a: {b: 1}\nc: { d: 1 }\n',
    [set(['a', 'x'], 'y, z'), set(['c', 'e'], [1])],
    'a: {b: 1, x: "y, z"}\nc: { d: 1, e: [1] }\n',
  ],
  ['replaces a block by a scalar', 'a:\n  b: 1\nc: 2\n', [set(['a'], 3)], 'a: 3\nc: 2\n'],
  ['replaces a scalar by a block', 'a: 1 # c\nd: 2\n', [set(['a'], { b: [1] })], 'a:\n  b:\n  - 1 # c\nd: 2\n'],
  ['replaces a block by a block', 'a:\n  - 1\n  - 2\nb: 1\n', [set(['a'], ['x'])], 'a:\n  - x\nb: 1\n'],
  ['replaces a block scalar', 'a: |\n  x\n  y\nb: 1\n', [set(['a'], 'z')], 'a: z\nb: 1\n'],
  ['writes lines as a block scalar', 'a: {}\n', [set(['a', 'b'], 'x\ny\n')], 'a:\n  b: |\n    x\n    y\n'],
  ['appends', 'a:\n- x # c\n- y\nb: 1\n', [append(['a'], 'z')], 'a:\n- x # c\n- y\n- z\nb: 1\n'],
  ['appends objects', 'a:\n  - b: 1\n', [append(['a'], { b: 2, c: [] })], 'a:\n  - b: 1\n  - b: 2\n    c: []\n'],
  ['appends in flow', 'a: [x, y] # c\nb: []\n', [append(['a'], 'z'), append(['b'], 1)], 'a: [x, y, z] # c\nb:\n- 1\n'],
  ['appends to a list that is not there', 'a: 1\n', [append(['b', 'c'], 'x')], 'a: 1\nb:\n  c:\n  - x\n'],
  ['does not append twice', 'a: [x]\n', [append(['a'], 'x')], 'a: [x]\n'],
  ['removes a key with its comment', 'a: 1\nb: 2 # c\nd: 3\n', [remove(['b'])], 'a: 1\nd: 3\n'],
  ['removes a block', 'a:\n  b:\n    c: 1\n  d: 2\n', [remove(['a', 'b'])], 'a:\n  d: 2\n'],
  ['removes the last key', 'a: 1\nb: 2', [remove(['b'])], 'a: 1'],
  ['removes the only key', 'a:\n  b: 1\nc: 2\n', [remove(['a', 'b'])], 'a: {}\nc: 2\n'],
  ['removes the first key of an item', 'l:\n- a: 1\n  b: 2\n', [remove(['l', 0, 'a'])], 'l:\n- b: 2\n'],
  ['removes the only key of an item', 'l:\n- a: 1\n- b: 2\n', [remove(['l', 0, 'a'])], 'l:\n- {}\n- b: 2\n'],
  ['removes an item', 'l:\n- a: 1\n  b: 2\n- c # d\n- e\n', [remove(['l', 1])], 'l:\n- a: 1\n  b: 2\n- e\n'],
  ['removes the only item', 'l:\n- a\nm: 1\n', [remove(['l', 0])], 'l: []\nm: 1\n'],
  [
    'removes in flow',
    'l: [a, b, c]\nm: {x: 1, y: 2}\n',
    [remove(['l', 1]), remove(['m', 'x'])],
    'l: [a, c]\nm: {y: 2}\n',
  ],
  ['removes what is not there', 'a: 1\n', [remove(['b']), remove(['a', 'c'])], 'a: 1\n'],
  [
    'edits JSON',
    '{\n  "a": {\n    "b": 1\n  },\n  "c": []\n}\n',
    [set(['a', 'd'], { e: 'yes' }), append(['c'], 1), remove(['a', 'b'])],
    '{\n  "a": {\n    "d": {\n      "e": "yes"\n    }\n  },\n  "c": [\n    1\n  ]\n}\n',
  ],
  [
    'edits JSON on one line',
    '{"a":{"b":1},"c":"x"}',
    [set(['c'], 'y'), set(['a', 'd'], [1, 2])],
    '{"a":{"b":1,"d":[1,2]},"c":"y"}',
  ],
  [
    'edits an object in a List',
    'kind: List\nitems:\n- kind: Pod\n  spec:\n    a: 1\n- kind: X\n',
    [set(['items', 0, 'spec', 'b'], 2)],
    'kind: List\nitems:\n- kind: Pod\n  spec:\n    a: 1\n    b: 2\n- kind: X\n',
  ],
  ['adds several edits up', 'a: 1\n', [set(['b', 'c'], 1), set(['b', 'd'], 2), remove(['a'])], 'b:\n  c: 1\n  d: 2\n'],
  ['edits beside anchors', 'a: &x {b: 1}\nc: *x\nd: 1\n', [set(['d'], 2)], 'a: &x {b: 1}\nc: *x\nd: 2\n'],
];

describe('editDocument', () => {
  it.each(cases)('%s', (_, before, edits, after) => {
    expect(edited(before, edits)).toBe(after);
  });

  it.each(
    cases.filter(([, , edits]) => !edits.some(({ op, path }) => op === 'remove' && typeof path.at(-1) === 'number')),
  )('is idempotent: %s', (_, _before, edits, after) => {
    expect(edited(after, edits)).toBe(after);
  });

  it.each([
    ['a: \t\n  b: 1\n---\nx\n', 'a: \t\n  b: 1\nz: 2\n---\nx\n'],
    ['a: \t\n- b: 1 # c\n\n---\nx\n', 'a: \t\n- b: 1 # c\nz: 2\n\n---\nx\n'],
    ['a: \t\n  b: 1', 'a: \t\n  b: 1\nz: 2'],
  ])('an unusual document keeps its end: %j', (before, after) => {
    expect(parseManifests(before).documents[0]?.fast).toBe(false);
    expect(edited(before, [set(['z'], 2)])).toBe(after);
  });

  it('touches one document of the stream', () => {
    expect(edited('a: 1\n---\na: 1\n---\na: 1\n', [set(['b'], 2)], 1)).toBe('a: 1\n---\na: 1\nb: 2\n---\na: 1\n');
    expect(edited('a: 1\n--- # c\nb: 1\n...\n', [remove(['b'])], 1)).toBe('a: 1\n--- # c\n{}\n...\n');
  });

  it.each<[string, string, Edit]>([
    ['through an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], 2)],
    ['of an anchored value that is used elsewhere', 'a: &x {b: 1}\nc: *x\n', set(['a', 'b'], 2)],
    ['of what a merge brings', 'a: &x {b: 1}\nc:\n  <<: *x\n', remove(['c', 'b'])],
    ['through a scalar', 'a: 1\n', set(['a', 'b'], 1)],
    ['of a list item that is not there', 'a: []\n', set(['a', 3], 1)],
    ['appending to a map', 'a: {b: 1}\n', append(['a'], 1)],
  ])('refuses an edit %s', (_, text, edit) => {
    expect(edited(text, [edit])).toMatch(/^error: \S.*\.$/);
  });

  it('on any document, gives what the edits say or an error', () => {
    let refused = 0;
    const runs = 1500;
    const style = fc.record({
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
      lineWidth: fc.constantFrom(0, 30),
    });
    fc.assert(
      fc.property(
        manifestValue,
        manifestValue,
        style,
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (value, other, layout, isJson, choices) => {
          fc.pre(!JSON.stringify(value).includes('"<<":'));
          const text = isJson
            ? JSON.stringify(value, null, layout.indent)
            : libraryStringify(value, { ...layout, version: '1.1', schema: 'yaml-1.1', aliasDuplicateObjects: false });
          fc.pre(!text.includes('undef'));
          const edits = Array.from({ length: 3 }, () => randomEdit(value, other, () => choices.next().value));
          let wanted: Json;
          try {
            wanted = applyEdits(value, edits);
          } catch {
            expect(edited(text, edits)).toMatch(/^error: /);
            return;
          }

          const after = edited(text, edits);

          if (after.startsWith('error: ')) refused++;
          else expect(onlyValue(after)).toEqual(wanted);
        },
      ),
      { numRuns: runs },
    );
    expect(refused / runs).toBeLessThan(0.01);
  });
});

function randomEdit(value: Json, other: Json, choose: () => number): Edit {
  const paths = [...pathsOf(value)].map(([path]) => path);
  const path = paths.length > 0 ? paths[choose() % paths.length]! : ['a'];
  const parts = [...pathsOf(other)].map(([, part]) => part);
  const part = parts.length > 0 ? parts[choose() % parts.length]! : other;
  const kind = choose() % 4;
  if (kind === 0) return remove(path);
  if (kind === 1) return append(path, part);
  return set(kind === 2 ? path : [...path, 'added'], part);
}

describe('applyTextEdits', () => {
  it('applies edits in any order and refuses overlaps', () => {
    expect(
      applyTextEdits('abcd', [
        { start: 3, end: 4, text: 'X' },
        { start: 0, end: 1, text: '' },
      ]),
    ).toBe('bcX');
    expect(() =>
      applyTextEdits('abcd', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toThrow(RangeError);
    expect(() => applyTextEdits('abcd', [{ start: 3, end: 5, text: '' }])).toThrow(RangeError);
  });
});

it('applyEdits leaves its input alone', () => {
  const value = { a: [{ b: 1 }] };

  expect(applyEdits(value, [set(['a', 0, 'b'], 2), append(['a'], 3), remove(['c']), set(['__proto__'], 1)])).toEqual(
    JSON.parse('{"a":[{"b":2},3],"__proto__":1}'),
  );
  expect(value).toEqual({ a: [{ b: 1 }] });
});

it('stringify writes block style', () => {
  expect(stringify({ a: [1, { b: 'x: y', c: [] }, ['z']], d: 'l1\nl2', e: {}, on: 'yes' }, 2)).toBe(
    'a:\n- 1\n- b: "x: y"\n  c: []\n- - z\nd: |-\n  l1\n  l2\ne: {}\n"on": "yes"\n',
  );
});

describe('many edits of one document', () => {
  it('come to what they come to one by one', () => {
    const text = 'a:\n- b: 1\n- b: 2\nc: {d: 1, e: 2}\n';
    const edits = [
      set(['a', 1, 'f'], 'x'),
      set(['c', 'g'], 3),
      set(['a', 0, 'f'], 'y'),
      set(['h'], 1),
      remove(['c', 'd']),
      set(['a', 1, 'i', 'j'], 2),
      set(['a', 1, 'i', 'k'], 3),
      remove(['a', 0]),
      set(['a', 0, 'f'], 'z'),
    ];

    const oneByOne = edits.reduce((current, edit) => edited(current, [edit]), text);

    expect(edited(text, edits)).toBe(oneByOne);
    expect(oneByOne).toBe('a:\n- b: 2\n  f: z\n  i:\n    j: 2\n    k: 3\nc: {e: 2, g: 3}\nh: 1\n');
  });

  it('of thousands of places are done in one go', { timeout: 120_000 }, () => {
    const count = 5000;
    const text = `a:\n${'- b: 1\n  c: {d: 1}\n'.repeat(count)}`;
    const edits = Array.from({ length: count }, (_, i) => [set(['a', i, 'c', 'e'], i), set(['a', i, 'f'], i)]).flat();

    const after = edited(text, edits);

    expect(after.startsWith('a:\n- b: 1\n  c: {d: 1, e: 0}\n  f: 0\n- b: 1\n  c: {d: 1, e: 1}\n  f: 1\n')).toBe(true);
  });
});

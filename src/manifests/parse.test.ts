import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { type ManifestLimits, parseManifests } from './parse.ts';

const codes = (text: string, limits?: Partial<ManifestLimits>): string[] =>
  parseManifests(text, limits).problems.map(({ code }) => code);

interface Cases {
  /** Text and its value through sigs.k8s.io/yaml. */
  readonly same: [string, Json][];
  /** Texts that it refuses, and so do we. */
  readonly refused: string[];
  /** Texts that it refuses, and what we read. */
  readonly lenient: [string, Json][];
}

const cases = JSON.parse(readFileSync(new URL('kubernetes-cases.json', import.meta.url), 'utf8')) as Cases;
const values = (text: string): Json[] => parseManifests(text).documents.map(({ value }) => value);

describe('reads as sigs.k8s.io/yaml 1.6 does', () => {
  it.each(cases.same)('%j', (text, value) => {
    const { documents, problems } = parseManifests(text);

    expect(problems.filter(({ fatal }) => fatal)).toEqual([]);
    expect(documents.map((document) => document.value)).toEqual(value === null ? [] : [value]);
  });

  it.each(cases.refused)('refuses %j', (text) => {
    const { documents, problems } = parseManifests(text);

    expect(documents).toEqual([]);
    expect(problems).toMatchObject([{ fatal: true, message: expect.stringMatching(/\S.*[.!?]$/) }]);
  });
});

describe('reads what Kubernetes refuses without harm', () => {
  it.each(cases.lenient)('%j', (text, value) => {
    expect(values(text)).toEqual([value]);
  });
});

describe('documents of a stream', () => {
  const text = [
    '# licence',
    '---',
    'a: 1',
    '---',
    '# only a comment',
    '---',
    'null',
    '---',
    'b: {',
    '--- # said',
    'c: 3',
    '...',
    'd: 4',
    '',
  ].join('\n');

  it('have their own text, line and index; empty and null ones are left out', () => {
    const { documents } = parseManifests(text);

    expect(documents.map(({ index, value, line }) => ({ index, value, line }))).toEqual([
      { index: 0, value: { a: 1 }, line: 3 },
      { index: 2, value: { c: 3 }, line: 10 },
      { index: 3, value: { d: 4 }, line: 13 },
    ]);
    expect(documents.map(({ start, end }) => text.slice(start, end))).toEqual(['a: 1\n', ' # said\nc: 3\n', 'd: 4\n']);
  });

  it('a fatal problem loses its one document', () => {
    expect(parseManifests(text).problems).toMatchObject([{ code: 'syntax', fatal: true, document: 1, line: 9 }]);
  });

  it('JSON values may follow each other', () => {
    const json = '{"a":1}{"b":[2]}\n{"c":3}\n[4]';
    const { documents } = parseManifests(json);

    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: [2] }, { c: 3 }, [4]]);
    expect(documents.map(({ start, end }) => json.slice(start, end).trim())).toEqual([
      '{"a":1}',
      '{"b":[2]}',
      '{"c":3}',
      '[4]',
    ]);
  });

  it.each([
    ['---\n---\na: 1\n', [{ a: 1 }]],
    ['...\n---\na: 1\n', [{ a: 1 }]],
    ['...\n...\na: 1', [{ a: 1 }]],
    ['---\n...\n---\n- a', [['a']]],
    ['--- a\n---\nb: 1', ['a', { b: 1 }]],
    ['a: 1\n---\n# c\uFEFF\n\uFEFF', [{ a: 1 }]],
  ])('markers without a document between them make none: %j', (stream, expected) => {
    expect(values(stream)).toEqual(expected);
  });

  it('reads carriage returns, a byte order mark and directives', () => {
    expect(values('\uFEFF---\r\na: b\r\n---\r\nc:\r\n- d\r\n')).toEqual([{ a: 'b' }, { c: ['d'] }]);
    expect(values('a: b\n---\n\uFEFFc: d\n')).toEqual([{ a: 'b' }, { c: 'd' }]);
    expect(values('%YAML 1.1\n---\na: b\n---\nc: d\n')).toEqual([{ a: 'b' }, { c: 'd' }]);
    expect(parseManifests('a: b\rc: d').problems).toMatchObject([{ code: 'syntax' }]);
  });
});

describe('problems', () => {
  it('a repeated key is reported, and the last value wins', () => {
    const { documents, problems } = parseManifests('x: 0\n---\na: 1\nb: {c: 1, "c": 2}\na: 3\n');

    expect(documents[1]?.value).toEqual({ a: 3, b: { c: 2 } });
    expect(problems).toMatchObject([
      { code: 'duplicate-key', line: 4, column: 11, fatal: false, document: 1 },
      { code: 'duplicate-key', line: 5, column: 1, fatal: false, document: 1 },
    ]);
  });

  it('a key that a merge brought may be said again', () => {
    expect(parseManifests('x: &x {a: 1}\nz:\n  <<: *x\n  a: 2\n').problems).toEqual([]);
  });

  it.each([
    ['a:\n\t- b\n', 'tab'],
    ['a: *b\n', 'alias'],
    ['a: &a [*a]\n', 'alias'],
    ['a: !!int x\n', 'tag'],
    ['a: "b\n', 'syntax'],
    ['{{ if .Values.a }}\na: b\n{{ end }}\n', 'syntax'],
  ])('%j is a problem of kind %s', (text, code) => {
    expect(parseManifests(text).problems).toMatchObject([{ code, fatal: true }]);
  });
});

describe('keys', () => {
  it('named like parts of objects are ordinary keys', () => {
    const [value] = values('__proto__: {polluted: 1}\nconstructor: 2\ntoString: 3\nhasOwnProperty: 4\n');

    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(parseManifests('__proto__: 1\n__proto__: 2\n').problems).toHaveLength(1);
    expect(Object.keys(values('? __proto__\n: 1\n')[0] as object)).toEqual(['__proto__']);
  });
});

describe('limits', () => {
  const deep = 10_000;

  it.each([
    ['flow lists', '['.repeat(deep) + ']'.repeat(deep)],
    ['open flow lists', '['.repeat(deep)],
    ['flow maps', '{a: '.repeat(deep) + '}'.repeat(deep)],
    ['compact lists', '- '.repeat(deep)],
    ['block maps', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['explicit keys', '? '.repeat(deep)],
    ['tagged lists', '!!seq ['.repeat(deep)],
    ['mixed', '- !x {a: '.repeat(deep)],
    ['tabs', `a: b\t\nc: ${'['.repeat(deep)}`],
  ])('deep %s', (_, text) => {
    expect(codes(text)).toContain('limit');
  });

  it('200 levels are read', () => {
    expect(codes('['.repeat(200) + ']'.repeat(200))).toEqual([]);
    expect(codes('['.repeat(201) + ']'.repeat(201))).toEqual(['limit']);
    expect(codes('? a\n: '.padEnd(4) + '['.repeat(150) + ']'.repeat(150))).toEqual([]);
  });

  it.each([
    ['fast', ''],
    ['library', 'odd: !x y\n'],
  ])('billion laughs, %s reader', (_, head) => {
    const lines = Array.from(
      { length: 30 },
      (_, i) =>
        `l${i}: &l${i} [${
          i === 0
            ? 'lol'
            : Array(9)
                .fill(`*l${i - 1}`)
                .join(', ')
        }]`,
    );

    expect(codes(`${head}${lines.join('\n')}\n`)).toEqual(['limit']);
  });

  it('aliases add up to depth', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `l${i}: &l${i} [${i === 0 ? 'x' : `*l${i - 1}`}]`);

    expect(codes(`${lines.join('\n')}\n`)).toEqual(['limit']);
  });

  it('length, documents and unusual documents', () => {
    expect(codes('a: 1\n', { length: 3 })).toEqual(['limit']);
    expect(codes('a: 1\n---\nb: 1\n---\nc: 1\n', { documents: 2 })).toEqual(['limit']);
    expect(codes(`a: !x ${'y'.repeat(100)}\n---\nb: 1\n`, { unusual: 50 })).toEqual(['limit']);
  });

  it('reads 100,000 documents, a huge line and many lines in linear time', () => {
    expect(values('a: 1\n---\n'.repeat(100_000))).toHaveLength(100_000);
    expect(values('# nothing\n---\n'.repeat(100_000))).toHaveLength(0);
    expect(values(`a: ${'x'.repeat(5_000_000)}\nb: "${'\\n'.repeat(500_000)}"\n`)).toHaveLength(1);
    expect(values(`a: |\n${'  line\n\n'.repeat(200_000)}b: x\n${'  more\n'.repeat(200_000)}`)).toHaveLength(1);
    expect(parseManifests('a: 1\n'.repeat(100_000)).problems).toHaveLength(99_999);
  }, 120_000);
});

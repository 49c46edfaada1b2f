import { describe, expect, it } from 'vitest';
import type { RawFinding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import { indexExceptions } from './exception-index.ts';
import { commentExceptions, parseReason } from './exceptions.ts';

function finding(id: string, place: Place): RawFinding {
  const origin = { file: place.file, editable: true, locate: () => place };
  const resource = { origin } as unknown as RawFinding['resource'];
  return { check: { id } as RawFinding['check'], resource, violation: { path: [], message: id } };
}

describe('parseReason', () => {
  it.each([
    ['why', { reason: 'why' }],
    ['why (until 2027-01-31)', { reason: 'why', until: '2027-01-31' }],
    ['why, until 2027-01-31, owner=team@x', { reason: 'why', until: '2027-01-31', owner: 'team@x' }],
    ['why owner: team until=2027-01-31', { reason: 'why', until: '2027-01-31', owner: 'team' }],
    ['(until 2027-01-31)', { reason: '', until: '2027-01-31' }],
    ['until 1.40 is out', { reason: 'until 1.40 is out' }],
  ])('%j', (text, expected) => {
    expect(parseReason(text)).toEqual(expected);
  });
});

describe('commentExceptions', () => {
  const scopes = (text: string) => {
    const { exceptions } = commentExceptions('a.yaml', text);
    const at = (line: number) => ({ file: 'a.yaml', line, column: 1, endLine: line, endColumn: 1 });
    const lines = text.split('\n').map((_, i) => i + 1);
    return exceptions.map((e) => lines.filter((line) => indexExceptions([e])(finding('x', at(line)))));
  };

  it.each([
    [
      'the entry and what is nested in it',
      'a:\n  b: # castellan-ignore x: y\n    c: 1\n\n    d: 2\n  e: 1',
      [[2, 3, 4, 5]],
    ],
    ['the entry below', 'a:\n  # castellan-ignore x: y\n  b:\n    c: 1\n  d: 1', [[2, 3, 4]]],
    ['the document below', 'a: 1\n---\n# castellan-ignore x: y\nb: 1\nc: 1\n---\nd: 1', [[3, 4, 5]]],
    ['the file', 'a: 1\n---\n# castellan-ignore-file x: y\nb: 1', [[1, 2, 3, 4]]],
  ])('%s', (_, text, expected) => {
    expect(scopes(text)).toEqual(expected);
  });

  it('takes long lines and many markers in linear time', () => {
    const odd = [
      '# castellan-ignore '.repeat(20_000),
      `# castellan-ignore ${'a '.repeat(50_000)}!`,
      `# castellan-ignore x: ${' '.repeat(90_000)}!`,
    ];
    const text = `${odd.join('\n')}\n${'a: 1 # castellan-ignore x: y\n'.repeat(20_000)}`;

    const { exceptions, problems } = commentExceptions('a.yaml', text);

    expect(exceptions).toHaveLength(20_000);
    expect(problems.map(({ code }) => code)).toEqual(['invalid', 'invalid', 'invalid']);
  });
});

describe('indexExceptions', () => {
  const place = (line: number, file = 'a.yaml') => ({ file, line, column: 1, endLine: line, endColumn: 1 });

  it('gives the first comment that speaks of a line', () => {
    const text =
      'a: # castellan-ignore x: outer\n  b: 1 # castellan-ignore x: inner\nc: 1\n# castellan-ignore-file *: all\nd: 1';
    const exceptionOf = indexExceptions(commentExceptions('a.yaml', text).exceptions);

    const reasons = [1, 2, 3, 5].map((line) => exceptionOf(finding('x', place(line)))?.reason);

    expect(reasons).toEqual(['outer', 'outer', 'all', 'all']);
    expect(exceptionOf(finding('y', place(1)))?.reason).toBe('all');
    expect(exceptionOf(finding('x', place(1, 'b.yaml')))).toBeUndefined();
  });

  it('holds many findings against many comments in linear time', () => {
    const text = `${'# castellan-ignore x: y\n'.repeat(20_000)}a: 1\n${'b: 1 # castellan-ignore x: y\n'.repeat(20_000)}`;
    const exceptionOf = indexExceptions(commentExceptions('a.yaml', text).exceptions);

    const silenced = Array.from({ length: 40_000 }, (_, i) => exceptionOf(finding('x', place(i + 1))));

    expect(silenced.filter(Boolean)).toHaveLength(40_000);
  });
});

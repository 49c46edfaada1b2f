import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Path } from '../model/json.ts';
import { manifestValue, onlyValue, pathsOf } from './sample-values.ts';
import { parseManifests } from './parse.ts';
import { comments, locate } from './positions.ts';

function locator(text: string, index = 0): (path: Path, prefer?: 'key' | 'value') => string {
  const document = parseManifests(text).documents[index]!;
  return (path, prefer = 'value') => {
    const { start, end, line, column, exact } = locate(text, document, path, prefer);
    return `${line}:${column} ${text.slice(start, end)}${exact ? '' : ' (nearest)'}`;
  };
}

const POD = `# pod
---
kind: Pod
spec:
  "containers": # all
  - name: web
    image: 'nginx:1'
    args: [a, "b"]
    env:
    -   name: X
        value: |
          one
          two
    - value: more
        words
  hostPID:
  volumes: {a: 1, b: [2]}
`;

describe('locate', () => {
  it.each<[Path, 'key' | 'value', string]>([
    [['kind'], 'key', '3:1 kind'],
    [['kind'], 'value', '3:7 Pod'],
    [['spec', 'containers'], 'key', '5:3 "containers"'],
    [['spec', 'containers', 0], 'key', '6:5 name'],
    [['spec', 'containers', 0, 'image'], 'value', "7:12 'nginx:1'"],
    [['spec', 'containers', 0, 'args', 1], 'key', '8:15 "b"'],
    [['spec', 'containers', 0, 'args'], 'value', '8:11 [a, "b"]'],
    [['spec', 'containers', 0, 'env', 0, 'value'], 'value', '11:16 |\n          one\n          two'],
    [['spec', 'containers', 0, 'env', 1, 'value'], 'value', '14:14 more\n        words'],
    [['spec', 'hostPID'], 'value', '16:3 hostPID'],
    [['spec', 'volumes', 'b', 0], 'value', '17:23 2'],
    [['spec', 'hostNetwork'], 'key', '4:1 spec (nearest)'],
    [['spec', 'containers', 0, 'securityContext', 'privileged'], 'value', '6:5 name (nearest)'],
    [['spec', 'containers', 4], 'key', '5:3 "containers" (nearest)'],
    [['metadata'], 'key', '3:1 kind (nearest)'],
    [[], 'key', '3:1 kind'],
  ])('%j, its %s', (path, prefer, found) => {
    expect(locator(POD)(path, prefer)).toBe(found);
  });

  it.each([
    'kind: A\n---\nkind: B\n',
    '# a\n\n  # b\nkind: A\n--- # c\n# d\nkind: B\n...\n',
    '\r\n# a\r\nkind: A\r\n---\r\n\r\nkind:\r\n  b: 1\r\n',
    '  kind: A\n  b: 1\n---\n{kind: B}\n---\n"kind": C\n---\n- kind: D\n',
    'kind : A\n---\n? kind\n: B\n---\n&a kind: C\n---\n!!map\nkind: D\n',
    '--- {kind: A}\n---\nplain text: 1\n---\n\tkind: 1\n---\njust text\n',
    '%YAML 1.2\n---\nkind: A\n',
    '<<: {a: 1}\nkind: A\n',
  ])('says where the documents of %j begin', (text) => {
    for (const document of parseManifests(text).documents) {
      const { exact: _, ...nearest } = locate(text, document, ['nothing of this name'], 'key');

      expect(locate(text, document, [], 'key')).toMatchObject(nearest);
    }
  });

  it('says where a range ends', () => {
    const document = parseManifests(POD).documents[0]!;

    expect(locate(POD, document, ['spec', 'containers', 0, 'env', 1, 'value'], 'value')).toMatchObject({
      endLine: 15,
      endColumn: 14,
    });
  });

  it('finds what comes by aliases and merges at their use', () => {
    const find = locator('a: &a {x: 1, w: {z: 2}}\nb: *a\nc:\n  <<: *a\n  w: 3\n');

    expect(find(['b', 'w', 'z'])).toBe('2:4 *a');
    expect(find(['c', 'x'], 'key')).toBe('4:3 <<');
    expect(find(['c', 'x'], 'value')).toBe('4:7 *a');
    expect(find(['a', 'w', 'z'])).toBe('1:21 2');
  });

  it('works in later documents, with carriage returns and behind ---', () => {
    const text = 'a: 1\r\n---\r\nb:\r\n- c: d\r\n--- {e: f}\r\n';

    expect(locator(text, 1)(['b', 0, 'c'])).toBe('4:6 d');
    expect(locator(text, 2)(['e'])).toBe('5:9 f');
  });

  it('works where only the library reads', () => {
    const find = locator('a: !x b\nc:\n  - ? d\n    : e\n');

    expect(find(['a'])).toBe('1:7 b');
    expect(find(['c', 0, 'd'])).toBe('4:7 e');
    expect(find(['c', 0, 'd'], 'key')).toBe('3:7 d');
  });

  it('the text of every scalar of a generated document is its value', () => {
    fc.assert(
      fc.property(
        manifestValue,
        fc.constantFrom(0, 20),
        fc.constantFrom('any' as const, 'flow' as const),
        (value, lineWidth, collectionStyle) => {
          fc.pre(!JSON.stringify(value).includes('"<<":'));
          const text = stringify(value, {
            version: '1.1',
            schema: 'yaml-1.1',
            aliasDuplicateObjects: false,
            lineWidth,
            collectionStyle,
          });
          // Folded at narrow widths, the library may write "undefined" into the text.
          fc.pre(!text.includes('undef'));
          const document = parseManifests(text).documents[0]!;

          for (const [path, child] of pathsOf(document.value)) {
            const { start, end, exact } = locate(text, document, path, 'value');
            expect(exact).toBe(true);
            if (typeof child === 'object') continue;
            const written = text.slice(start, end);
            if (!/^[|>].*[\d+]/.test(written)) expect(onlyValue(`k: ${written}\n`)).toEqual({ k: child });
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('comments', () => {
  const TEXT = '# a\nb: c # d\ne: "# no" # f\ng: | # h\n  # no\ni: [ # j\n  1] # k\n# l';

  it('are all found, and only they', () => {
    const found = comments(TEXT, parseManifests(TEXT).documents[0]!);

    expect(found.map(({ text }) => text).join('')).toBe('# a# d# f# h# j# k# l');
    expect(found[1]).toEqual({ line: 2, column: 6, text: '# d', ownLine: false });
    expect(found.at(-1)).toEqual({ line: 8, column: 1, text: '# l', ownLine: true });
  });

  it('are found where only the library reads', () => {
    const text = `x: !y z # o\n${TEXT}`;
    const found = comments(text, parseManifests(text).documents[0]!);

    expect(found.map((comment) => comment.text).join('')).toBe('# o# a# d# f# h# j# k# l');
    expect(found[0]).toMatchObject({ line: 1, column: 9, ownLine: false });
  });

  it('are not looked for where the marker is missing', () => {
    expect(comments(TEXT, parseManifests(TEXT).documents[0]!, 'castellan-ignore')).toEqual([]);
    expect(comments('a: b\n', parseManifests('a: b\n').documents[0]!)).toEqual([]);
  });
});

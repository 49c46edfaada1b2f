import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify, type ToStringOptions } from 'yaml';
import { DEFAULT_LIMITS, type ManifestDocument } from './types.ts';
import { readWithLibrary } from './fallback.ts';
import { manifestValue, onlyValue } from './sample-values.ts';
import { parseManifests } from './parse.ts';
import { stringify as ownStringify } from './stringify.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../shared/conformance/corpus/manifests');
const files = existsSync(CORPUS)
  ? readdirSync(CORPUS, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
  : [];

const options: fc.Arbitrary<ToStringOptions> = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
  blockQuote: fc.constantFrom(true, false, 'folded' as const, 'literal' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  lineWidth: fc.constantFrom(0, 20, 80),
});

/**
 * Where both read the document, they read the same. The library refuses some texts that Kubernetes accepts, and reads
 * `[a:]` as a map where Kubernetes reads the string "a:", and an escaped line break before a blank line as a space.
 */
function agrees(text: string, document: ManifestDocument): void {
  if (/:[,[\]{}]|\\\r?\n\s*\n/.test(text.slice(document.start, document.end))) return;
  let other: unknown;
  try {
    other = readWithLibrary(text, document.start, document.end, DEFAULT_LIMITS).value;
  } catch {
    return;
  }
  expect(other, `line ${document.line}`).toEqual(document.value);
}

describe('generated documents', () => {
  it('as the yaml library writes them, read back to their value', () => {
    fc.assert(
      fc.property(manifestValue, options, (value, style) => {
        // The library writes the key "<<" plain, which is a merge.
        fc.pre(!JSON.stringify(value).includes('"<<":'));
        const text = stringify(value, {
          ...style,
          version: '1.1',
          schema: 'yaml-1.1',
          aliasDuplicateObjects: false,
          defaultKeyType: 'QUOTE_DOUBLE',
        });

        // Folded at narrow widths, it may write "undefined" into the text.
        fc.pre(!text.includes('undef'));
        // Its own folding does not always give back what it was given.
        const isFolded = style.lineWidth !== 0 || style.blockQuote === 'folded';
        const expected = isFolded ? readWithLibrary(text, 0, text.length, DEFAULT_LIMITS).value : value;
        expect(onlyValue(text)).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  it('as JSON, read back to their value', () => {
    fc.assert(
      fc.property(manifestValue, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const { documents } = parseManifests(JSON.stringify(value, null, indent));

        expect(documents).toMatchObject([{ value, fast: true }]);
      }),
    );
  });

  it('as our own writer writes them, read back to their value', () => {
    fc.assert(
      fc.property(manifestValue, fc.constantFrom(2, 4), (value, indent) => {
        const { documents } = parseManifests(ownStringify(value, indent));

        expect(documents).toMatchObject([{ fast: true }]);
        expect(documents[0]?.value).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });
});

describe(`corpus of ${files.length} files`, () => {
  it.skipIf(files.length === 0)('the fast reader says what the library says, and seldom needs it', () => {
    let count = 0;
    let slow = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const isCrd = text.includes('kind: CustomResourceDefinition');
      for (const document of parseManifests(text).documents) {
        count++;
        if (!document.fast) slow++;
        if (isCrd && count % 10 !== 0) continue;
        agrees(text, document);
      }
    }

    expect(slow / count).toBeLessThan(0.005);
  });
});

describe('mutated manifests', () => {
  const seeds = [
    'a: |\n  x\n   y\n\n  z\nb: >\n  x\n  y\n\n   z\n  w\nc: "x\n  y"\nd: \'a\n  b\'\ne: [a, b,\n c]\nf: {a: b, "c":d}\n',
    'a: b\n  c\n  d\ne: &a\n  x: 1\nf: *a\ng:\n  <<: *a\n  y: 2\n',
    '- - a\n  - b\n- c: d\n  e:\n  - f\n---\n# c\n{"a": [1, 2]}\n',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web # c\nspec:\n  containers:\n  - name: a\n    image: "b:1"\n    args: [x, y]\n',
  ];
  const bits = [
    '\n',
    '\n\n',
    ' ',
    '  ',
    ': ',
    ':',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '|',
    '>',
    '|-\n',
    '>+\n',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '!x ',
    '? ',
    '\t',
    '\r\n',
    '\r',
    '\\',
    '---\n',
    '...\n',
    '%',
    '@',
    '~',
    'null',
    '\0',
    '\uFEFF',
    '\uD800',
    '__proto__: ',
  ];
  const mutation = fc.tuple(fc.nat(), fc.nat({ max: 5 }), fc.constantFrom(...bits, ''));

  it('never throw, and the fast reader never contradicts the library', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 5 }), (seed, mutations) => {
        let text = seed;
        for (const [at, length, bit] of mutations) {
          const position = at % (text.length + 1);
          text = text.slice(0, position) + bit + text.slice(position + length);
        }

        // At the very end of a text, the library adds a line break to a block scalar, which Kubernetes does not.
        if (!text.endsWith('\n')) text += '\n';
        for (const document of parseManifests(text).documents) {
          if (document.fast) agrees(text, document);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, Path } from '../model/json.ts';
import { parseManifests } from './parse.ts';
import { locate } from './positions.ts';
import { locateRendered } from './rendered.ts';
import { stringify } from './stringify.ts';

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('a', 'b: c', 'x\ny', 'x\ny\n', '- z', '', 'yes', 'ключ', '# no', 'two  words'),
);
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));
const anyObject = fc.dictionary(text, anyValue, { minKeys: 1, maxKeys: 5 }) as fc.Arbitrary<Json>;

it('says of every path what locating it in the text says', () => {
  fc.assert(
    fc.property(anyObject, (value) => {
      const yaml = stringify(value);
      const [document] = parseManifests(yaml).documents;
      fc.pre(document !== undefined && JSON.stringify(document.value) === JSON.stringify(value));
      for (const path of pathsOf(value)) {
        for (const prefer of ['key', 'value'] as const) {
          const said = locateRendered(value, path, prefer);
          const { line, column, endLine, endColumn } = locate(yaml, document, path, prefer);
          if (said) expect({ path, prefer, ...said }).toEqual({ path, prefer, line, column, endLine, endColumn });
        }
      }
    }),
    { numRuns: 2000 },
  );
});

/** Every path that exists, and from each one that does not. */
function pathsOf(value: Json, base: Path = []): Path[] {
  const missing: Path[] = [
    [...base, 'missing'],
    [...base, 99],
  ];
  if (typeof value !== 'object' || value === null) return [base, ...missing];
  const steps: (string | number)[] = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  const inside = steps.flatMap((step) => pathsOf((value as Record<string, Json>)[step as string]!, [...base, step]));
  return [base, ...missing, ...inside];
}

import * as fc from 'fast-check';
import { parseManifests } from './parse.ts';
import type { Json } from '../model/json.ts';

/* Arbitrary values and manifests for property tests. */

const oddText = fc.constantFrom(
  'yes',
  'no',
  'on',
  'y',
  'n',
  '~',
  'null',
  '',
  ' ',
  ' a',
  'a ',
  '0644',
  '1e3',
  '1:30',
  '- a',
  '? a',
  ': a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a`',
  '{a}',
  '[a]',
  'a, b',
  '"a"',
  "'a'",
  "it's",
  'a\\nb',
  'a\nb',
  'a\n\nb\n',
  '\n',
  'a\n b\n',
  'a \nb',
  'é',
  '😀',
  '\u2028',
  '\t',
  'a\tb',
  '---',
  '...',
  '2001-01-01',
  '<<',
  '=',
  'line one\nline two\nline three\n',
  'a long text that a writer would fold over several lines because it does not fit into eighty columns of text',
);
const plainText = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9./:_-]{0,20}[a-z0-9]$/);
const text = fc.oneof(
  { weight: 4, arbitrary: plainText },
  { weight: 2, arbitrary: oddText },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-zA-Z./-]{0,10}[a-z]$/) },
  { weight: 1, arbitrary: oddText },
);
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: 0, max: 100 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
);

/** Any JSON object of moderate size. */
export const manifestValue = fc.letrec<{ value: Json; object: Record<string, Json> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    { weight: 5, arbitrary: text },
    number.map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.boolean(),
    fc.constant(null),
    { weight: 2, arbitrary: tie('object') },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
})).object;

/** Every path of the value with what is there, the root left out. */
export function* pathsOf(value: Json, path: (string | number)[] = []): Generator<[(string | number)[], Json]> {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    const child = (value as Record<string, Json>)[name]!;
    yield [here, child];
    yield* pathsOf(child, here);
  }
}

/** The one value of a text. */
export function onlyValue(source: string): Json {
  const { documents, problems } = parseManifests(source);
  if (documents.length !== 1)
    throw new Error(`${documents.length} documents: ${JSON.stringify(problems)} in ${JSON.stringify(source)}`);
  return documents[0]!.value;
}

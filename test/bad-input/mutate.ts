/** A number from 0 (inclusive) to `below`; the same seed gives the same numbers (mulberry32). */
export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Words that mean something to a parser, a check or JavaScript. */
const WORDS = [
  'null',
  '~',
  'true',
  '-1',
  '1e400',
  '0x1f',
  '.inf',
  '[]',
  '{}',
  '[',
  ']',
  '{',
  '}',
  ',',
  ': ',
  '- ',
  '? ',
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '!x ',
  '|',
  '>-',
  '|9',
  '"',
  "'",
  '\\',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\n---\n',
  '\n...\n',
  '%YAML 1.2\n---\n',
  '#',
  ' # castellan-ignore *: x',
  '# castellan-ignore-file host-pid',
  '{{ .Values.x }}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u0000',
  '\u0007',
  '\ufeff',
  '\u2028',
  '\u00a0',
  '\u{1f600}',
  'é',
  '0.0.0.0/0',
  '*',
  '/',
  '@sha256:',
  '$(x)',
  '${x}',
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'items',
  'containers',
  'kind: List',
  'a'.repeat(300),
];

type Mutation = (text: string, random: Random, other: string) => string;

const MUTATIONS: readonly Mutation[] = [
  (text, random) => splice(text, random(text.length + 1), 0, pick(WORDS, random)),
  (text, random) => splice(text, random(text.length), random(12) + 1, ''),
  (text, random) => splice(text, random(text.length), 1, String.fromCharCode(random(random(4) === 0 ? 65536 : 128))),
  (text, random) => splice(text, random(text.length), 0, text.slice(random(text.length)).slice(0, random(200))),
  (text, random) => text.slice(0, random(text.length)),
  (text, random, other) =>
    splice(text, random(text.length), 0, other.slice(random(other.length)).slice(0, random(300))),
  (text, random) => inLines(text, random, (lines, i) => lines.splice(i, 1)),
  (text, random) => inLines(text, random, (lines, i) => lines.splice(i, 0, lines[random(lines.length)]!)),
  (text, random) =>
    inLines(text, random, (lines, i) => void (lines[i] = ' '.repeat(random(9)) + lines[i]!.trimStart())),
  (text, random) =>
    inLines(text, random, (lines, i) => void (lines[i] = lines[i]!.replace(/:.*$/, `: ${pick(WORDS, random)}`))),
  (text, random) =>
    inLines(text, random, (lines, i) => void (lines[i] = lines[i]!.replace(/[^\s:-][^:]*/, pick(WORDS, random)))),
];

/** One to four changes of a text, each of a kind chosen by `random`. */
export function mutate(text: string, random: Random, other: string): string {
  let result = text;
  for (let changes = random(4) + 1; changes > 0; changes--) result = pick(MUTATIONS, random)(result, random, other);
  return result;
}

/** Now and then flips a byte of the file, so that it is no UTF-8 any more. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  if (random(20) === 0 && bytes.length > 0) bytes[random(bytes.length)] = random(256);
  return bytes;
}

export function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)]!;
}

function splice(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

function inLines(text: string, random: Random, change: (lines: string[], i: number) => void): string {
  const lines = text.split('\n');
  change(lines, random(lines.length));
  return lines.join('\n');
}

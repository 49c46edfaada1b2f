import type { Json, Path } from '../../model/json.ts';
import { at } from '../../std/value.ts';

/** The texts in a line of JSON: where they stand between their quotes, and where in the value. */
export interface Slots {
  readonly starts: Int32Array;
  /** Those of the closing quotes. */
  readonly ends: Int32Array;
  readonly paths: readonly Path[];
}

const [QUOTE, BACKSLASH, COLON, SPACE] = [34, 92, 58, 32];

type Steps = (string | number)[];

/** How the bytes between the texts move through the value: `{`, `}`, `[`, `]`, `,`. */
const MOVES: Readonly<Record<number, (path: Steps) => void>> = {
  123: (path) => path.push(''),
  125: (path) => path.pop(),
  91: (path) => path.push(0),
  93: (path) => path.pop(),
  44(path) {
    const last = path.at(-1);
    if (typeof last === 'number') path[path.length - 1] = last + 1;
  },
};

/**
 * The texts of a line that is known to be the JSON of a value, keys and texts with escapes left out. Undefined where one says
 * something else than the value has there: a key that comes twice, or `__proto__`; and where there is space between the parts.
 */
export function slotsOf(line: Buffer, value: Json): Slots | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  const paths: Path[] = [];
  const path: Steps = [];
  const taken = new Set<string>();
  let text: Text | undefined;
  for (let i = 0; i < line.length; i++) {
    const byte = line[i]!;
    if (byte <= SPACE) return undefined;
    MOVES[byte]?.(path);
    if (byte === COLON && !enterKey(path, line, text)) return undefined;
    if (byte !== QUOTE) continue;
    text = textAt(line, i + 1);
    i = text.end;
    if (!text.plain || line[i + 1] === COLON) continue;
    const where = path.join('\0');
    if (taken.has(where) || at(value, ...path) !== line.toString('utf8', text.start, text.end)) return undefined;
    taken.add(where);
    starts.push(text.start);
    ends.push(text.end);
    paths.push([...path]);
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends), paths };
}

interface Text {
  readonly start: number;
  readonly end: number;
  /** Without escapes. */
  readonly plain: boolean;
}

/** The text whose first byte stands at `start`. */
function textAt(line: Buffer, start: number): Text {
  let plain = true;
  let end = start;
  for (; end < line.length && line[end] !== QUOTE; end++) {
    if (line[end] !== BACKSLASH) continue;
    plain = false;
    end += 1;
  }
  return { start, end, plain };
}

/** Goes on at the key that was read; false where it is none to go by. */
function enterKey(path: Steps, line: Buffer, key: Text | undefined): boolean {
  if (!key?.plain) return false;
  const name = line.toString('utf8', key.start, key.end);
  path[path.length - 1] = name;
  return name !== '__proto__';
}

import type { Json, JsonObject } from '../../model/json.ts';
import { type Slots, slotsOf } from './slots.ts';

/** A line whose value is known, and where in it texts stand that another line may have differently. */
interface Model {
  readonly line: Buffer;
  readonly value: JsonObject;
  readonly slots: Slots;
}

interface Change {
  /** Position of the slot. */
  readonly slot: number;
  readonly text: string;
  /** By how much what comes behind it stands further on. */
  readonly shift: number;
}

/** So many lines of a kind that are like none before, and it is not tried for as many times `PAUSE`. */
const MOST_FAILURES = 4;
const PAUSE = 16;

/**
 * Reads lines of JSON that are like each other, as those of replicas are: of a line that differs from the one before in texts
 * alone, only these are read, and all else is the same objects. Gives the value of a line, or undefined where it takes
 * reading it whole; who does so tells of it by `learn`.
 */
export function createAlikeReader() {
  let model: Model | undefined;
  let failures = 0;
  return {
    read(line: Buffer): JsonObject | undefined {
      const changes = model && differences(model, line);
      if (!model || !changes) return undefined;
      failures = 0;
      const value = withChanges(model, changes);
      move(model.slots, changes);
      model = { line, value, slots: model.slots };
      return value;
    },
    learn(line: Buffer, value: JsonObject): void {
      failures += 1;
      const tries = failures <= MOST_FAILURES || failures % PAUSE === 0;
      const slots = tries ? slotsOf(line, value) : undefined;
      model = slots && { line, value, slots };
    },
  };
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;

/** What texts differ; undefined where anything else does. */
function differences({ line: known, slots }: Model, line: Buffer): readonly Change[] | undefined {
  const { starts, ends } = slots;
  const changes: Change[] = [];
  let shift = 0;
  let slot = 0;
  for (let at = firstDifference(known, line, 0, 0); at < known.length; at = firstDifference(known, line, at, shift)) {
    while (slot < ends.length && ends[slot]! < at) slot++;
    if (slot === ends.length || at < starts[slot]!) return undefined;
    const start = starts[slot]! + shift;
    const end = line.indexOf(QUOTE, start);
    if (end < 0 || !isPlain(line, start, end)) return undefined;
    at = ends[slot]!;
    shift = end - at;
    changes.push({ slot: slot++, text: line.toString('utf8', start, end), shift });
  }
  return known.length + shift === line.length ? changes : undefined;
}

/** The first place from `from` where `line`, moved by `shift`, differs; the length where none does. */
function firstDifference(known: Buffer, line: Buffer, from: number, shift: number): number {
  const { length } = known;
  for (let i = from; i < length; i++) if (known[i] !== line[i + shift]) return i;
  return length;
}

/** Writes where the slots stand after changes over where they stood: nobody else holds them. */
function move({ starts, ends }: Slots, changes: readonly Change[]): void {
  const first = changes.findIndex(({ shift }) => shift !== 0);
  if (first < 0) return;
  let [next, shift] = [first, 0];
  for (let i = changes[first]!.slot; i < starts.length; i++) {
    starts[i]! += shift;
    if (changes[next]?.slot === i) ({ shift } = changes[next++]!);
    ends[i]! += shift;
  }
}

/** Whether a text is as it is written: without escapes, and without what JSON does not allow. */
function isPlain(line: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (line[i] === BACKSLASH || line[i]! < SPACE) return false;
  return true;
}

/** The value with other texts, in new objects on the way to them. */
function withChanges({ value, slots }: Model, changes: readonly Change[]): JsonObject {
  if (changes.length === 0) return value;
  const copy = { ...value };
  for (const { slot, text } of changes) {
    const path = slots.paths[slot]!;
    const last = path.length - 1;
    let here = copy as Holder;
    let known = value as Holder;
    for (let i = 0; i < last; i++) {
      const step = path[i]!;
      known = known[step] as Holder;
      if (here[step] === known) here[step] = copyOf(known);
      here = here[step] as Holder;
    }
    here[path[last]!] = text;
  }
  return copy;
}

type Holder = Record<string | number, Json>;

function copyOf(value: Holder): Json {
  return Array.isArray(value) ? (value as Json[]).slice() : { ...value };
}

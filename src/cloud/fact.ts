import type { Json, Path } from '../model/json.ts';
import { at } from '../std/value.ts';
import type { Dialect, Part, PartKind } from './part.ts';
import { setting, type Setting } from './value.ts';

/** One setting of a kind of part: how each dialect writes it, and what holds where it is not written. */
export interface Fact {
  readonly of: PartKind;
  /** Paths by dialect; alternatives (an attribute's former name) are parted by `|`. */
  readonly paths: Readonly<Partial<Record<Dialect, string>>>;
  /** What holds where it is not set, null for nothing at all. Left out: absence proves nothing. */
  readonly absent?: Json;
  /** The same for one dialect, where that differs. */
  readonly absentIn?: Readonly<Partial<Record<Dialect, Json | undefined>>>;
  /** What the cloud's description leaves out. Left out: as `absent`; undefined: a description always says it. */
  readonly omitted?: Json | undefined;
  /** What a null in a description says, where that is more than leaving it out. */
  readonly nulled?: Json;
  /** The cloud fixes it where it manages the nodes. */
  readonly fixedByAutopilot?: true;
}

/** What is known of a fact. */
export type Reading =
  | { readonly state: 'set' | 'default'; readonly value: Json; readonly path: Path; readonly label: string }
  /** With a place where something stands that can't be known from the text; without one where nothing is read. */
  | { readonly state: 'unknown'; readonly place?: { readonly path: Path; readonly label: string } };

const UNKNOWN: Reading = { state: 'unknown' };

/** Reads a fact of a part. */
export function read(part: Part, fact: Fact): Reading {
  const paths = fact.paths[part.dialect]?.split('|');
  if (!paths || fact.of !== part.kind || (fact.fixedByAutopilot && part.autopilot)) return UNKNOWN;
  const object = at(part.resource.object, ...part.base);
  const found = paths.map((path) => setting(object, path, part.keys));
  const set = found.find((one) => one.state === 'set');
  if (set?.state === 'set') return { state: 'set', value: set.value, ...placed(part, set) };
  const unknown = found.find((one) => one.state === 'unknown');
  if (unknown) return { state: 'unknown', place: placed(part, unknown) };
  const [first] = found;
  const fallback = defaultOf(part, fact, first);
  if (!first || fallback === undefined) return UNKNOWN;
  return { state: 'default', value: fallback, ...placed(part, first) };
}

/** The value where it is known, by writing or by default. */
export function valueOf(part: Part, fact: Fact): Json | undefined {
  const reading = read(part, fact);
  return reading.state === 'unknown' ? undefined : reading.value;
}

function defaultOf({ dialect, described }: Part, fact: Fact, found: Setting | undefined): Json | undefined {
  if (described && 'nulled' in fact && found?.state === 'absent' && found.isNull) return fact.nulled;
  if (described && 'omitted' in fact) return fact.omitted;
  return fact.absentIn && dialect in fact.absentIn ? fact.absentIn[dialect] : fact.absent;
}

function placed({ base }: Part, { path }: Setting): { path: Path; label: string } {
  return { path: [...base, ...path], label: path.filter((step) => typeof step === 'string').join('.') };
}

import type { Path } from '../../model/json.ts';
import { closest } from '../../std/distance.ts';
import type { Field, ObjectType, ValueType } from './types.ts';
import type { Level } from './validate.ts';

export interface Suggestion {
  /** A field name, or a dotted path from the root of the object. */
  readonly suggestion: string;
  readonly meant: Path;
  /** `did you mean "image"?`, `it belongs in "spec.securityContext"`. */
  readonly words: string;
}

/** Same but for case and separators: certainly that field. Anything else may as well be a right name in a wrong place. */
const sameWord = (a: string, b: string): boolean => a.toLowerCase().replaceAll(/[-_]/g, '') === b.toLowerCase();

/**
 * What an unknown field was probably meant to be: its own level respelt, else the same name one or two levels down, up,
 * or in a sibling, else the nearest spelling of its own level. `path` is that of the object that holds the field.
 */
export function suggest(key: string, path: Path, levels: readonly Level[]): Suggestion | undefined {
  const here = levels.at(-1)?.type;
  if (!here) return undefined;
  const near = closest(key, here.fields.keys()) ?? longerName(key, here);
  if (near && sameWord(key, near)) return spelling(near, path);
  const place = below(key, here, path) ?? above(key, path, levels) ?? beside(key, path, levels);
  if (place) return elsewhere(place);
  return near ? spelling(near, path) : undefined;
}

/** `defaultBackend` for `backend`: the only field whose name has the word in it. */
function longerName(key: string, type: ObjectType): string | undefined {
  if (key.length < 5) return undefined;
  const word = key.toLowerCase();
  const found = [...type.fields.keys()].filter((name) => name.toLowerCase().includes(word));
  return found.length === 1 ? found[0] : undefined;
}

function spelling(name: string, path: Path): Suggestion {
  return { suggestion: name, meant: [...path, name], words: `did you mean "${name}"?` };
}

function elsewhere(place: Path): Suggestion {
  const parent = place.slice(0, -1);
  const words = parent.length > 0 ? `it belongs in "${dotted(parent)}"` : 'it belongs at the top of the object';
  return { suggestion: dotted(place), meant: place, words };
}

function dotted(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** Where people most often mean: looked at before the other fields of a level. `status` is never meant. */
const LIKELY: readonly string[] = ['spec', 'securityContext', 'metadata', 'template', 'resources', 'containers'];

/** Fields that hold an object (or list of objects) that may have been meant, likely ones first. */
function openings(type: ObjectType): { field: Field; type: ObjectType; steps: Path }[] {
  const likely = LIKELY.flatMap((name) => type.fields.get(name) ?? []);
  return [...new Set([...likely, ...type.fields.values()])].flatMap((field) => {
    if (field.name === 'status') return [];
    const inner = innerType(field.value);
    return inner ? [{ field, type: inner, steps: field.value.shape === 'list' ? [field.name, 0] : [field.name] }] : [];
  });
}

function innerType(value: ValueType): ObjectType | undefined {
  if (value.shape === 'type') return value.type;
  return value.shape === 'list' && value.of.shape === 'type' ? value.of.type : undefined;
}

/** Names that nearly every type has: they say nothing about where they belong. */
const COMMON: ReadonlySet<string> = new Set([
  'name',
  'kind',
  'apiVersion',
  'type',
  'key',
  'value',
  'status',
  'message',
]);

/** One level down; through the likely fields two. */
function below(key: string, type: ObjectType, path: Path): Path | undefined {
  if (COMMON.has(key) && !(key === 'name' && type.fields.has('metadata'))) return undefined;
  const doors = openings(type);
  const direct = doors.find((door) => door.type.fields.has(key));
  if (direct) return [...path, ...direct.steps, key];
  for (const door of doors) {
    if (!LIKELY.includes(door.field.name)) continue;
    const inner = openings(door.type).find((next) => LIKELY.includes(next.field.name) && next.type.fields.has(key));
    if (inner) return [...path, ...door.steps, ...inner.steps, key];
  }
  return undefined;
}

/** The nearest object around it that knows the name. */
function above(key: string, path: Path, levels: readonly Level[]): Path | undefined {
  if (COMMON.has(key)) return undefined;
  const level = levels.slice(0, -1).findLast((candidate) => candidate.type.fields.has(key));
  return level && [...path.slice(0, level.depth), key];
}

/** A field of an object that stands beside the one that holds it. */
function beside(key: string, path: Path, levels: readonly Level[]): Path | undefined {
  const parent = levels.at(-2);
  return parent && below(key, parent.type, path.slice(0, parent.depth));
}

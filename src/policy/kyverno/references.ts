import type { Json, JsonObject, Path } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { bareKey } from './pattern/anchor.ts';

const REFERENCE = /\$\(([./][^()]*)\)/g;
const MOST_STEPS = 10;
/** References that one rule may follow in all: those of those multiply. */
const MOST_FOLLOWED = 1000;

/** `$(./../key)`: what another entry of the rule says, from the place of the text or, with a slash first, from the rule. */
export function resolveReferences(rule: JsonObject, at: Path): JsonObject {
  return walk(rule, [], { rule, at, steps: 0, budget: { left: MOST_FOLLOWED } }) as JsonObject;
}

function walk(value: Json, path: readonly string[], place: Place): Json {
  if (typeof value === 'string') return value.includes('$(') ? resolveText(value, path, place) : value;
  if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, String(i)], place));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, walk(inner ?? null, [...path, key], place)]),
  );
}

interface Place {
  readonly rule: JsonObject;
  readonly at: Path;
  readonly steps: number;
  readonly budget: { left: number };
}

function resolveText(text: string, path: readonly string[], place: Place): Json {
  const whole = /^\$\(([./][^()]*)\)$/.exec(text);
  if (whole) return referred(whole[1] ?? '', path, place);
  return text.replace(REFERENCE, (_, reference: string) => {
    const value = referred(reference, path, place);
    if (value !== null && typeof value === 'object')
      throw new PolicyProblem(`$(${reference}) is no plain value.`, place.at);
    return String(value);
  });
}

function referred(reference: string, path: readonly string[], place: Place): Json {
  if (place.steps >= MOST_STEPS || --place.budget.left < 0)
    throw new PolicyProblem(`$(${reference}) refers to itself, or the rule has too many references.`, place.at);
  const target = joined(reference.startsWith('/') ? [] : path, reference);
  const value = target.reduce<Json | undefined>(step, place.rule);
  if (value === undefined) throw new PolicyProblem(`$(${reference}) refers to nothing.`, place.at);
  if (typeof value !== 'string' || !value.includes('$(')) return value;
  return resolveText(value, target, { ...place, steps: place.steps + 1 });
}

function joined(from: readonly string[], reference: string): string[] {
  const path = [...from];
  for (const part of reference.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '' && part !== '.') path.push(part);
  }
  return path;
}

/** A key may stand in the brackets of an anchor. */
function step(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, key)) return value[key];
  const found = Object.keys(value).find((other) => bareKey(other) === bareKey(key));
  return found === undefined ? undefined : value[found];
}

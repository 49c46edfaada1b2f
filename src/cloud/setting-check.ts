import { defineCheck, type Check, type Parameters, type Scope, type Violation } from '../model/check.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { at, equalJson, show } from '../std/value.ts';
import { read, type Fact, type Reading } from './fact.ts';
import { isTrue, partsOf, typesOf, type Part, type PartKind } from './part.ts';
import { unknownText } from './value.ts';
import { append } from '../std/append.ts';

/** What is wrong with one part. */
export type Problem = Omit<Violation, 'fix'>;
export type PartRule = {
  readonly of: PartKind;
  find(part: Part, scope: Scope, parameters: Parameters): readonly Problem[];
  /** Why silence about a part proves nothing, in one clause. */
  unsure?(part: Part): string | undefined;
};

type Sentences = Omit<Check, 'category' | 'types' | 'find' | 'applies' | 'unsure'>;

/** What is wrong with a resource that is no part: a grant of rights, a firewall. */
export interface ResourceRule {
  readonly types: readonly string[];
  find(resource: Resource, scope: Scope): readonly Problem[];
}

interface SettingCheck extends Sentences {
  readonly rules?: readonly PartRule[];
  readonly others?: readonly ResourceRule[];
}

/** A check over the settings of clusters, node pools and registries, wherever they are written. */
export function settingCheck({ rules = [], others = [], ...sentences }: SettingCheck): Check {
  const kinds = new Set(rules.map((rule) => rule.of));
  const otherTypes = new Set(others.flatMap((rule) => rule.types));
  return defineCheck({
    ...sentences,
    category: 'cloud',
    types: [...typesOf(kinds), ...otherTypes],
    applies: (resource: Resource) =>
      otherTypes.has(resource.type) || partsOf(resource).some(({ kind }) => kinds.has(kind)),
    unsure: (resource) => firstDoubt(resource, rules),
    find(resource, scope, parameters): Violation[] {
      const found: Violation[] = [];
      for (const part of partsOf(resource)) {
        for (const rule of rules) if (rule.of === part.kind) append(found, rule.find(part, scope, parameters));
      }
      for (const rule of others) if (rule.types.includes(resource.type)) append(found, rule.find(resource, scope));
      return found;
    },
  });
}

/** A part is judged where one of the rules about its kind knows the setting that it asks for. */
function firstDoubt(resource: Resource, rules: readonly PartRule[]): string | undefined {
  for (const part of partsOf(resource)) {
    const asked = rules.filter((rule) => rule.of === part.kind);
    const doubts = asked.map((rule) => rule.unsure?.(part));
    if (asked.length > 0 && doubts.every((doubt) => doubt !== undefined)) return doubts[0];
  }
  return undefined;
}

interface Options {
  /** In place of `<setting> is <value>`. */
  readonly says?: (value: Json, reading: Reading & { state: 'set' | 'default' }) => string;
  /** What it means, after the setting: `, so anyone can …`. */
  readonly so?: string;
  /** Says nothing where this holds. */
  readonly unless?: (part: Part, scope: Scope) => boolean;
}

/** The fact must not have a value that `bad` holds of. */
export function wrong(fact: Fact, bad: (value: Json) => boolean, options: Options = {}): PartRule {
  return {
    of: fact.of,
    unsure(part) {
      if (read(part, fact).state !== 'unknown' || (fact.fixedByAutopilot && part.autopilot)) return undefined;
      const path = fact.paths[part.dialect];
      return path === undefined
        ? 'what it asks for is not read from such objects'
        : `${path.split('|')[0]} is not known`;
    },
    find(part, scope) {
      const reading = read(part, fact);
      if (reading.state === 'unknown') return undecided(part, reading, bad);
      if (!bad(reading.value) || options.unless?.(part, scope)) return [];
      const said = options.says?.(reading.value, reading) ?? sayReading(reading);
      return [{ path: reading.path, message: `${part.where}${said}${options.so ? `, ${options.so}` : ''}` }];
    },
  };
}

/**
 * A value that is not known is said, so that the report can name it as a gap (`posture/undecided.ts`). What comes from
 * another resource (`aws_kms_key.secrets.arn`) is there, whatever it is: a rule that only misses something is content.
 */
function undecided(part: Part, { place }: Reading & { state: 'unknown' }, bad: (value: Json) => boolean): Problem[] {
  if (!place) return [];
  const source = unknownText(at(part.resource.object, ...place.path)) ?? '';
  if (OF_A_RESOURCE.test(source) && bad(null) && !bad(source)) return [];
  return [{ path: place.path, message: `${part.where}${place.label} is not known` }];
}

/** A type with its provider before it: not `var.x`, `local.x`, `each.value`, `module.x.y` or `data.x.y.z`. */
const OF_A_RESOURCE = /^[a-z][a-z0-9]*_\w+\.\w+(?:\[[^\]]*\])?\.\w+$/;

/** `endpoint_public_access is true`, or `... is not set, and its default is true`. */
export function sayReading(reading: Reading & { state: 'set' | 'default' }): string {
  if (reading.state === 'set') return `${reading.label} is ${reading.value === '' ? 'empty' : show(reading.value)}`;
  const { value } = reading;
  return missing(value) ? `${reading.label} is not set` : `${reading.label} is not set (the default is ${show(value)})`;
}

/* What values are bad. */

export const on = isTrue;
export const off = (value: Json): boolean => !isTrue(value);
export const missing = (value: Json): boolean =>
  value === null || value === '' || equalJson(value, []) || equalJson(value, {});
export const oneOf =
  (...values: readonly Json[]) =>
  (value: Json): boolean =>
    values.includes(value);
export const noneOf =
  (...values: readonly Json[]) =>
  (value: Json): boolean =>
    !values.includes(value);

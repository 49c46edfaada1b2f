import type { Json, JsonObject } from '../../src/model/json.ts';
import { isObject } from '../../src/std/value.ts';

/** One value of a valid object replaced, or taken out. */
export interface Mutant {
  /** `spec.ingress.0.ports.0.port = "80"` */
  readonly name: string;
  readonly object: JsonObject;
}

/** What is put in the place of values, besides what is taken out. */
const VALUES: readonly Json[] = [
  null,
  {},
  [],
  [{}],
  [null],
  '',
  'web',
  'Web_1',
  '80',
  'TCP',
  'tcp',
  '10.0.0.0/8',
  '10.0.0.1',
  'fd00::/8',
  '300.0.0.0/8',
  0,
  -1,
  7,
  1000,
  1001,
  70000,
  1.5,
  true,
];

/** Every way to spoil one place of the spec. */
export function mutantsOf(object: JsonObject): Mutant[] {
  return pathsIn(object['spec']!, ['spec']).flatMap((path) =>
    [undefined, ...VALUES].map((value) => ({
      name: `${path.join('.')} = ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
      object: replaced(object, path, value) as JsonObject,
    })),
  );
}

type Key = string | number;

function pathsIn(value: Json, path: readonly Key[]): (readonly Key[])[] {
  const entries: (readonly [Key, Json])[] = Array.isArray(value)
    ? value.map((item, i) => [i, item] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, inner]) => [key, inner!] as const)
      : [];
  return [path, ...entries.flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: readonly Key[], by: Json | undefined): Json {
  if (key === undefined) return by ?? null;
  const inner = (value as Record<Key, Json>)[key]!;
  const next = rest.length === 0 ? by : replaced(inner, rest, by);
  if (Array.isArray(value)) return value.flatMap((item, i) => (i !== key ? [item] : next === undefined ? [] : [next]));
  const { [key]: _, ...others } = value as JsonObject;
  return next === undefined ? others : { ...others, [key]: next };
}

import { FIRST_MINOR, LAST_MINOR, SCHEMA } from './schema.generated.ts';

/*
 * The API types of Kubernetes 1.29 to 1.36, read lazily from one text. A line is a kind and its type, or after an empty
 * line a type and its fields, `name:expression@from-to;mark;mark`:
 *   expression  S string · I integer · N number · B boolean · Q quantity · X int or string · T time · Y base64 ·
 *               A anything · O any object · `[` list of · `{` map of · else the name of an object type
 *   @from-to    the minors that have it, where not all of those that have its type
 *   marks       `!` required · `k=a,b` keys of list items (server-side apply) · `s` set · `p=key` strategic merge by key
 *               (`p=` for plain values) · `r` retainKeys · `x` replace
 */
export { FIRST_MINOR, LAST_MINOR };

export type ValueType =
  | { readonly shape: Scalar }
  | { readonly shape: 'list' | 'map'; readonly of: ValueType }
  | { readonly shape: 'type'; readonly type: ObjectType };

export type Scalar =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'quantity'
  | 'int-or-string'
  | 'time'
  | 'base64'
  | 'any'
  | 'object';

export interface Field {
  readonly name: string;
  readonly value: ValueType;
  /** First and last minor that have it. */
  readonly from: number;
  readonly to: number;
  /** Whether all minors have it. */
  readonly always: boolean;
  readonly required: boolean;
  /** Keys that tell the items of a list apart in server-side apply, `['containerPort', 'protocol']`. */
  readonly listKeys?: readonly string[];
  readonly set: boolean;
  /** Strategic merge: the key that merges list items; empty for lists of plain values that merge. */
  readonly mergeKey?: string;
  readonly retainKeys: boolean;
  readonly replace: boolean;
}

/** An object type; its fields are read when first asked for. */
export class ObjectType {
  readonly name: string;
  readonly #line: string;
  #fields: ReadonlyMap<string, Field> | undefined;
  #required: readonly Field[] | undefined;

  constructor(name: string, line: string) {
    this.name = name;
    this.#line = line;
  }

  get fields(): ReadonlyMap<string, Field> {
    return (this.#fields ??= readFields(this.#line));
  }

  get required(): readonly Field[] {
    return (this.#required ??= [...this.fields.values()].filter((field) => field.required));
  }
}

export interface Kind {
  readonly type: ObjectType;
  readonly from: number;
  readonly to: number;
}

interface Schema {
  /** By `apps/v1 Deployment`. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The same by `apps/v1`, then by `Deployment`. */
  readonly byVersion: ReadonlyMap<string, ReadonlyMap<string, Kind>>;
  readonly types: ReadonlyMap<string, ObjectType>;
}

let schema: Schema | undefined;

/** The kind that Kubernetes 1.29 to 1.36 serve, or undefined: custom resources, lists, APIs that are long gone. */
export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  return (schema ??= readSchema()).byVersion.get(apiVersion)?.get(kind);
}

/** Every kind, by `apps/v1 Deployment`. */
export function allKinds(): ReadonlyMap<string, Kind> {
  return (schema ??= readSchema()).kinds;
}

/** An object type by name, `core.v1.PodSpec`. */
export function typeNamed(name: string): ObjectType | undefined {
  return (schema ??= readSchema()).types.get(name);
}

function readSchema(): Schema {
  const middle = SCHEMA.indexOf('\n\n');
  const types = new Map<string, ObjectType>();
  for (const line of SCHEMA.slice(middle + 2, -1).split('\n')) {
    const space = line.indexOf(' ');
    const name = space < 0 ? line : line.slice(0, space);
    types.set(name, new ObjectType(name, space < 0 ? '' : line.slice(space + 1)));
  }
  const kinds = new Map<string, Kind>();
  const byVersion = new Map<string, Map<string, Kind>>();
  for (const line of SCHEMA.slice(1, middle).split('\n')) {
    const [apiVersion = '', kind = '', target = ''] = line.split(' ');
    const [name = '', minors] = target.split('@');
    const type = types.get(name);
    if (!type) continue;
    const read: Kind = { type, ...readRange(minors) };
    kinds.set(`${apiVersion} ${kind}`, read);
    if (!byVersion.has(apiVersion)) byVersion.set(apiVersion, new Map());
    byVersion.get(apiVersion)?.set(kind, read);
  }
  return { kinds, byVersion, types };
}

function readRange(range: string | undefined): { from: number; to: number } {
  const [from, to] = range?.split('-') ?? [];
  return { from: from ? Number(from) : FIRST_MINOR, to: to ? Number(to) : LAST_MINOR };
}

function readFields(line: string): ReadonlyMap<string, Field> {
  if (!line) return new Map();
  const fields = Object.fromEntries(line.split(' ').map((text) => [text.slice(0, text.indexOf(':')), readField(text)]));
  // Keys of objects are unique strings: a map of them finds the keys of other objects without comparing letters.
  return new Map(Object.entries(fields));
}

function readField(text: string): Field {
  const colon = text.indexOf(':');
  const [value = '', ...marks] = text.slice(colon + 1).split(';');
  const [expression = '', minors] = value.split('@');
  const mark = (letter: string): string | undefined => marks.find((m) => m.startsWith(`${letter}=`))?.slice(2);
  return {
    name: text.slice(0, colon),
    value: readValue(expression),
    ...readRange(minors),
    always: minors === undefined,
    required: marks.includes('!'),
    listKeys: mark('k')?.split(','),
    set: marks.includes('s'),
    mergeKey: mark('p'),
    retainKeys: marks.includes('r'),
    replace: marks.includes('x'),
  };
}

const SCALARS: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['S', { shape: 'string' }],
  ['I', { shape: 'integer' }],
  ['N', { shape: 'number' }],
  ['B', { shape: 'boolean' }],
  ['Q', { shape: 'quantity' }],
  ['X', { shape: 'int-or-string' }],
  ['T', { shape: 'time' }],
  ['Y', { shape: 'base64' }],
  ['A', { shape: 'any' }],
  ['O', { shape: 'object' }],
]);

const ANY: ValueType = { shape: 'any' };

function readValue(expression: string): ValueType {
  if (expression.startsWith('[')) return { shape: 'list', of: readValue(expression.slice(1)) };
  if (expression.startsWith('{')) return { shape: 'map', of: readValue(expression.slice(1)) };
  const type = typeNamed(expression);
  return type ? { shape: 'type', type } : (SCALARS.get(expression) ?? ANY);
}

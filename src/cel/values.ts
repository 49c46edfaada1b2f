/**
 * Values while an expression runs. What JSON can say stands for itself: null, booleans, strings, lists, and objects as maps
 * with string keys. A number is an int where it is a safe integer and a double otherwise; doubles that are whole are boxed
 * (`Double`), ints beyond 2^53 are bigint, unsigned ints are boxed (`Uint`). Bytes are Uint8Array.
 */
export type Value = null | boolean | number | bigint | string | object;

/** What is neither JSON, nor a list, nor bytes. Plain objects are told from these by one `instanceof`. */
// oxlint-disable-next-line typescript/no-extraneous-class -- it is what `instanceof` asks for
export abstract class Special {}

/** An error as a value: it flows through an expression until `&&`, `||`, `all` or `exists` absorb it. */
export class Fault extends Special {
  readonly message: string;
  /** Offset in the source; -1 while it is not known. */
  at = -1;

  constructor(message: string) {
    super();
    this.message = message;
  }
}

/** The fault with the place of the expression that raised it. */
export function placed(fault: Fault, at: number): Fault {
  if (fault.at < 0) fault.at = at;
  return fault;
}

/** A double that is whole: plain numbers that are whole are ints. */
export class Double extends Special {
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }
}

export class Uint extends Special {
  readonly value: bigint;

  constructor(value: bigint) {
    super();
    this.value = value;
  }
}

/** Values of types that libraries bring. */
export abstract class CelObject extends Special {
  /** Name of the type, `kubernetes.Quantity`. */
  abstract readonly typeName: string;

  equals(other: Value): boolean {
    return this === other;
  }

  /** Its size where costs are counted by size. */
  get costSize(): number {
    return 1;
  }

  /** The value of a field, undefined where the type has none of that name. */
  field(_name: string): Value | undefined {
    return undefined;
  }

  /** Whether a field is set, undefined where the type has none of that name; a fault where that cannot be told. */
  has(_name: string): boolean | Fault | undefined {
    return undefined;
  }
}

export class TypeValue extends CelObject {
  readonly typeName = 'type';
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override equals(other: Value): boolean {
    return other instanceof TypeValue && other.name === this.name;
  }
}

export class Optional extends CelObject {
  static readonly none = new Optional(undefined);
  readonly typeName = 'optional_type';
  readonly value: Value | undefined;

  constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
}

export type MapKey = string | boolean | number | bigint;

/** A map that an expression made, or one whose keys are not all strings. Numbers that are equal are one key. */
export class CelMap extends Special {
  readonly entries = new Map<MapKey, readonly [key: Value, value: Value]>();

  get(key: Value): Value | undefined {
    const found = mapKey(key);
    return found === undefined ? undefined : this.entries.get(found)?.[1];
  }

  /** False where the key is there already, undefined where it can be no key. */
  add(key: Value, value: Value): boolean | undefined {
    const normal = mapKey(key);
    if (normal === undefined) return undefined;
    if (this.entries.has(normal)) return false;
    this.entries.set(normal, [key, value]);
    return true;
  }
}

/** The key under which a value is found; undefined for what is no key. */
export function mapKey(key: Value): MapKey | undefined {
  if (typeof key === 'string' || typeof key === 'boolean' || typeof key === 'bigint') return key;
  if (typeof key === 'number')
    return Number.isInteger(key) && !Number.isSafeInteger(key) ? intOf(BigInt(key)) : key + 0;
  if (key instanceof Uint) return intOf(key.value);
  if (key instanceof Double) return key.value + 0;
  return undefined;
}

/** The int as it is kept: a number while that is exact. */
export function intOf(value: bigint): number | bigint {
  return value >= MIN_SAFE && value <= MAX_SAFE ? Number(value) : value;
}

const MIN_SAFE = BigInt(Number.MIN_SAFE_INTEGER);
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** The double as it is kept: boxed where it is whole. */
export function doubleOf(value: number): Value {
  return Number.isSafeInteger(value) ? new Double(value) : value;
}

export function isMap(value: Value): value is CelMap | Record<string, Value> {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof CelMap || !(value instanceof Special || Array.isArray(value) || value instanceof Uint8Array);
}

export function isPlain(value: Value): value is Record<string, Value> {
  return isMap(value) && !(value instanceof CelMap);
}

/** The name of a value's type, as `type(x)` shows it. */
export function typeName(value: Value): string {
  if (typeof value === 'object') return objectTypeName(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int' : 'double';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' ? 'int' : 'string';
}

function objectTypeName(value: object | null): string {
  if (value === null) return 'null_type';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof CelObject) return value.typeName;
  if (value instanceof Double) return 'double';
  if (value instanceof Uint) return 'uint';
  return value instanceof Fault ? 'error' : 'map';
}

/** Keys of a map with their values. */
export function entriesOf(map: CelMap | Record<string, Value>): (readonly [Value, Value])[] {
  if (map instanceof CelMap) return [...map.entries.values()];
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

export function sizeOf(map: CelMap | Record<string, Value>): number {
  if (map instanceof CelMap) return map.entries.size;
  let count = 0;
  for (const key of Object.keys(map)) if (map[key] !== undefined) count++;
  return count;
}

export function getIn(map: CelMap | Record<string, Value>, key: Value): Value | undefined {
  if (map instanceof CelMap) return map.get(key);
  return typeof key === 'string' && Object.hasOwn(map, key) ? map[key] : undefined;
}

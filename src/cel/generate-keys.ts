import type { Chain } from './chains.ts';
import type { Generated, Writer } from './writer.ts';

/** Names that a value may have without any object of the user's holding them. */
const INHERITED = new Set(
  [
    Object.prototype,
    Array.prototype,
    String.prototype,
    Number.prototype,
    BigInt.prototype,
    Boolean.prototype,
    Uint8Array.prototype,
    Object.getPrototypeOf(Uint8Array.prototype) as object,
  ].flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
);

/** A value whose fields are asked for more than once. */
export interface Known {
  /** The JavaScript of whether it is a plain object. */
  readonly plain: string;
  /** Names that hold its fields; undefined where it is no plain object or has no such key. */
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * Reads ahead what is asked for more than once: whether the value is a plain object, and its fields. A field that was not
 * found so is looked for again where it is asked for, with its errors; so reading ahead changes nothing.
 */
export function readAhead(writer: Writer, of: string, chain: Chain | undefined): void {
  if (!chain || total(chain) < 2) return;
  const plain = writer.name('p');
  writer.line(`const ${plain} = ${isPlain(of)};`);
  const fields = new Map<string, string>();
  for (const [field, inner] of chain.fields) {
    if (inner.count < 2 || INHERITED.has(field)) continue;
    const code = writer.name('q');
    writer.line(`const ${code} = ${plain} ? ${of}[${JSON.stringify(field)}] : undefined;`);
    fields.set(field, code);
    readAhead(writer, code, inner);
  }
  writer.known.set(of, { plain, fields });
}

const total = ({ fields }: Chain): number => fields.values().reduce((sum, { count }) => sum + count, 0);

const isPlain = (of: string): string =>
  `typeof ${of} === "object" && ${of} !== null && !(${of} instanceof Special || Array.isArray(${of}) || ArrayBuffer.isView(${of}))`;

/** Reads a key of a plain object at once; of anything else, and where it is missing, through `slow`. */
export function readKey(writer: Writer, of: string, field: string, slow: string, at: number): Generated {
  const code = writer.name('t');
  const key = JSON.stringify(field);
  const known = writer.known.get(of);
  const ahead = known?.fields.get(field);
  writer.line(`let ${code} = ${ahead ?? quickly(of, field, known)};`);
  writer.line(`if (${code} === undefined) {`);
  writer.line(`${code} = ${slow}(${of}, ${key});`);
  writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, at)}`);
  writer.line('}');
  const inner = ahead === undefined ? undefined : writer.known.get(ahead);
  // where the field was not read ahead, nor were those below it
  if (inner) writer.known.set(code, inner);
  return { code, isBool: false };
}

function quickly(of: string, field: string, known: Known | undefined): string {
  if (INHERITED.has(field)) return 'undefined';
  const isObject = known?.plain ?? `${of} !== null && !(${of} instanceof Special)`;
  return `${isObject} ? ${of}[${JSON.stringify(field)}] : undefined`;
}

/** `has(of.field)`: at once of plain objects, where a null may or may not count as missing. */
export function hasKey(writer: Writer, of: string, field: string, at: number): Generated {
  const code = writer.name('t');
  const key = JSON.stringify(field);
  const known = writer.known.get(of);
  const value = known?.fields.get(field) ?? `${of}[${key}]`;
  const slowly = `${code} = has(${of}, ${key});`;
  writer.line(`let ${code} = true;`);
  if (INHERITED.has(field)) writer.line(slowly);
  else {
    writer.line(`if (!(${known?.plain ?? isPlain(of)})) ${slowly}`);
    writer.line(`else if (${value} == null) { if (${value} === undefined) ${code} = false; else ${slowly} }`);
  }
  writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, at)}`);
  return { code, isBool: true };
}

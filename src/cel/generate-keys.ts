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

/** Whether reading a key of whatever is no null gives what an object of the user's holds, or nothing: lists have their indexes. */
export const isQuick = (field: string): boolean => !INHERITED.has(field) && !/^\d/.test(field);

/** A value whose fields are asked for more than once. */
export interface Known {
  /** The JavaScript of whether it is an object whose fields may be read: a plain one, or a list or bytes, which have none. */
  readonly readable: string;
  /** Names that hold its fields; undefined where it has no such key. */
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * Reads ahead what is asked for more than once: whether the value can be read, and its fields. A field that was not
 * found so is looked for again where it is asked for, with its errors; so reading ahead changes nothing.
 */
export function readAhead(writer: Writer, of: string, chain: Chain | undefined): void {
  if (!chain || total(chain) < 2) return;
  const readable = writer.name('p');
  writer.line(`const ${readable} = ${isReadable(of)};`);
  const fields = new Map<string, string>();
  for (const [field, inner] of chain.fields) {
    if (inner.count < 2 || !isQuick(field)) continue;
    const code = readInto(writer, writer.name('q'), readable, of, field);
    fields.set(field, code);
    readAhead(writer, code, inner);
  }
  writer.known.set(of, { readable, fields });
}

function readInto(writer: Writer, code: string, readable: string, of: string, field: string): string {
  writer.line(`const ${code} = ${readable} ? ${of}[${JSON.stringify(field)}] : undefined;`);
  return code;
}

const total = ({ fields }: Chain): number => fields.values().reduce((sum, { count }) => sum + count, 0);

const isReadable = (of: string): string => `typeof ${of} === "object" && ${of} !== null && !(${of} instanceof Special)`;

/** Of what is readable, whether it is a plain object. */
const hasFields = (of: string): string => `!Array.isArray(${of}) && !ArrayBuffer.isView(${of})`;

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
  if (!isQuick(field)) return 'undefined';
  const isObject = known?.readable ?? `${of} !== null && !(${of} instanceof Special)`;
  return `${isObject} ? ${of}[${JSON.stringify(field)}] : undefined`;
}

/** `has(of.field)`: at once of plain objects, where a null may or may not count as missing. */
export function hasKey(writer: Writer, of: string, field: string, at: number): Generated {
  const code = writer.name('t');
  const known = writer.known.get(of);
  const readable = known?.readable ?? `(${isReadable(of)})`;
  const slowly = `${code} = has(${of}, ${JSON.stringify(field)}); if (${code} instanceof Fault) ${writer.failAt(code, at)}`;
  writer.line(`let ${code} = true;`);
  if (!isQuick(field)) writer.line(slowly);
  else {
    const value = known?.fields.get(field) ?? readInto(writer, writer.name('q'), readable, of, field);
    const isMissing = `${value} === undefined && ${readable} && ${hasFields(of)}`;
    writer.line(`if (${value} == null) { if (${isMissing}) ${code} = false; else { ${slowly} } }`);
  }
  return { code, isBool: true };
}

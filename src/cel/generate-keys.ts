import type { Generated, Writer } from './writer.ts';

/** Names that a value may have without any object of the user's holding them. */
export const INHERITED = new Set(
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

/** Reads a key of a plain object at once; of anything else, and where it is missing, through `slow`. */
export function readKey(writer: Writer, of: string, field: string, slow: string, at: number): Generated {
  const code = writer.name('t');
  const key = JSON.stringify(field);
  const quick = INHERITED.has(field)
    ? 'undefined'
    : `${of} === null || ${of} instanceof Special ? undefined : ${of}[${key}]`;
  writer.line(`let ${code} = ${quick};`);
  writer.line(`if (${code} === undefined) {`);
  writer.line(`${code} = ${slow}(${of}, ${key});`);
  writer.line(`if (${code} instanceof Fault) ${writer.failAt(code, at)}`);
  writer.line('}');
  return { code, isBool: false };
}

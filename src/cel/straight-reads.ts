import { hasKey, isQuick, readKey } from './generate-keys.ts';
import type { Ir } from './ir.ts';
import { optionalField } from './straight-rules.ts';
import type { Straightened, Way } from './straight-way.ts';

/** A field that is asked of a value. */
export interface Field {
  readonly of: Ir;
  readonly field: string;
  readonly at: number;
}

/** `of.field` */
export function select(way: Way, { of, field, at }: Field): Straightened {
  const object = way.generate(of);
  if (object.isJson && isQuick(field)) {
    const code = way.read(object.code, field);
    way.writer.line(`if (${code} === undefined) ${way.giveUp}`);
    return { code, isBool: false, isJson: true };
  }
  const { code } = readKey(way.writer, object.code, field, 'select', at);
  return { code, isBool: false, isJson: object.isJson };
}

/** `has(of.field)` */
export function has(way: Way, { of, field, at }: Field): Straightened {
  const object = way.generate(of);
  if (object.isJson && isQuick(field)) {
    const code = way.read(object.code, field);
    way.writer.line(`if (${code} === undefined && Array.isArray(${object.code})) ${way.giveUp}`);
    const missing = way.options.nullsAreMissing ? '!= null' : '!== undefined';
    return { code: `(${code} ${missing})`, isBool: true, isJson: true };
  }
  return { ...hasKey(way.writer, object.code, field, at), isJson: true };
}

/** The name of what an optional field of JSON holds, undefined where it is missing. */
export function fieldOrNot(way: Way, ir: Ir): Straightened | undefined {
  const optional = optionalField(ir);
  if (!optional || !isQuick(optional.field) || !isOfJson(way, optional.of)) return undefined;
  const of = fieldOrNot(way, optional.of) ?? way.generate(optional.of);
  const code = way.read(of.code, optional.field);
  const isOpen = `typeof ${of.code} !== "object" || ${of.code} === null`;
  const isWrong = optional.isAsked ? '' : `(${of.code} !== undefined && (${isOpen})) || `;
  way.writer.line(`if (${code} === undefined && (${isWrong}Array.isArray(${of.code}))) ${way.giveUp}`);
  return { code, isBool: false, isJson: true };
}

/** Whether the value holds JSON, known before it is written. */
export function isOfJson(way: Way, ir: Ir): boolean {
  const optional = optionalField(ir);
  if (optional) return isQuick(optional.field) && isOfJson(way, optional.of);
  if (ir.op === 'variable') return way.isJson(ir.name);
  if (ir.op === 'local') return way.isJsonLocal(ir.slot);
  return ir.op === 'select' && isOfJson(way, ir.of);
}

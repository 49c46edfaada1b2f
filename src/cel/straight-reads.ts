import { isQuick } from './generate-keys.ts';
import type { Ir } from './ir.ts';
import { optionalField } from './straight-rules.ts';
import type { Straightened, Way } from './straight-way.ts';

/** `of.field` */
export function select(way: Way, of: Ir, field: string): Straightened {
  const object = way.generate(of);
  if (object.isJson && isQuick(field)) {
    const code = way.read(object.code, field);
    way.writer.line(`if (${code} === undefined) ${way.giveUp}`);
    return { code, isBool: false, isJson: true };
  }
  const code = way.writer.name('t');
  const key = JSON.stringify(field);
  const { code: from } = object;
  const quick = isQuick(field)
    ? `${from} !== null && !(${from} instanceof Special) ? ${from}[${key}] : undefined`
    : 'undefined';
  way.writer.line(`let ${code} = ${quick};`);
  way.writer.line(
    `if (${code} === undefined) { ${code} = select(${from}, ${key}); if (${code} instanceof Fault) ${way.giveUp} }`,
  );
  return { code, isBool: false, isJson: object.isJson };
}

/** `has(of.field)` */
export function has(way: Way, of: Ir, field: string): Straightened {
  const object = way.generate(of);
  if (object.isJson && isQuick(field)) {
    const code = way.read(object.code, field);
    way.writer.line(`if (${code} === undefined && Array.isArray(${object.code})) ${way.giveUp}`);
    const missing = way.options.nullsAreMissing ? '!= null' : '!== undefined';
    return { code: `(${code} ${missing})`, isBool: true, isJson: true };
  }
  const code = way.writer.name('t');
  way.writer.line(`const ${code} = has(${object.code}, ${JSON.stringify(field)});`);
  way.writer.line(`if (${code} instanceof Fault) ${way.giveUp}`);
  return { code, isBool: true, isJson: true };
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

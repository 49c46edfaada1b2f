import type { Json } from '../../../model/json.ts';
import { matchesWildcard } from '../../wildcard.ts';
import { durationOf, numberText, quantityOf } from '../scalars.ts';

/** Whether a value satisfies a scalar of a pattern. */
export type Leaf = (value: Json | undefined) => boolean;

type Sign = '=' | '!' | '>' | '<' | '>=' | '<=';

/** Compiles a scalar of a pattern: a bool, a number, null, or text with operators. */
export function compileLeaf(pattern: string | number | boolean | null): Leaf {
  if (typeof pattern === 'string') return textLeaf(pattern);
  if (typeof pattern === 'number') return numberLeaf(pattern);
  if (typeof pattern === 'boolean') return (value) => value === pattern;
  return isNothing;
}

function isNothing(value: Json | undefined): boolean {
  return value === null || value === undefined || value === 0 || value === '' || value === false;
}

function numberLeaf(pattern: number): Leaf {
  return (value) => {
    if (typeof value === 'number') return value === pattern;
    return (
      typeof value === 'string' &&
      /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) &&
      Number(value) === pattern
    );
  };
}

/** Patterns with variables are made anew for each object, from few different texts. */
const known = new Map<string, Leaf>();
const MOST_KNOWN = 5000;

function textLeaf(pattern: string): Leaf {
  let leaf = known.get(pattern);
  if (!leaf) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pattern, (leaf = alternatives(pattern)));
  }
  return leaf;
}

/** `a | b & c`: any of the parts between bars, each with all of its parts between ampersands. */
function alternatives(pattern: string): Leaf {
  const options = pattern.split('|').map((option) =>
    option
      .trim()
      .split('&')
      .map((part) => condition(part.trim())),
  );
  const single = options.length === 1 && options[0]?.length === 1 ? options[0][0] : undefined;
  if (single) return (value) => value === pattern || single(value);
  return (value) => value === pattern || options.some((parts) => parts.every((part) => part(value)));
}

const AMOUNT = String.raw`[-+]?\d+(?:\.\d+)?[A-Za-z]*`;
const RANGE = new RegExp(`^(${AMOUNT})(!?)-(${AMOUNT})$`);
const SIGNS = ['>=', '<=', '>', '<', '!'] as const;

function condition(text: string): Leaf {
  if (text.length < 2) return compared('=', text);
  const sign = SIGNS.find((one) => text.startsWith(one));
  if (sign) return compared(sign, text.slice(sign.length).trim());
  const range = RANGE.exec(text);
  if (!range) return compared('=', text);
  const [, low = '', negated, high = ''] = range;
  if (negated) {
    const [below, above] = [compared('<', low), compared('>', high)];
    return (value) => below(value) || above(value);
  }
  const [from, to] = [compared('>=', low), compared('<=', high)];
  return (value) => from(value) && to(value);
}

/** Whether a text is one of the forms that stand for a range, `1-10` or `1!-10`. */
export function isRange(text: string): boolean {
  return RANGE.test(text);
}

/** As durations where both are, else as quantities, else as text; the last for (in)equality alone. */
function compared(sign: Sign, pattern: string): Leaf {
  const duration = durationOf(pattern);
  const quantity = quantityOf(pattern);
  const same = sign === '=' || sign === '!';
  return (value) => {
    const text = numberText(value);
    if (text !== undefined && duration !== undefined) {
      const other = durationOf(text);
      if (other !== undefined) return holds(sign, other - duration);
    }
    if (text !== undefined && quantity !== undefined) {
      const other = quantityOf(text);
      if (other !== undefined) return holds(sign, other < quantity ? -1 : Number(other > quantity));
    }
    return same && sameText(value, pattern, sign === '!');
  };
}

function holds(sign: Sign, order: number): boolean {
  switch (sign) {
    case '=':
      return order === 0;
    case '!':
      return order !== 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    default:
      return order <= 0;
  }
}

function sameText(value: Json | undefined, pattern: string, negated: boolean): boolean {
  if (value === null || value === undefined || typeof value === 'object') return false;
  return matchesWildcard(pattern, numberText(value) ?? String(value)) !== negated;
}

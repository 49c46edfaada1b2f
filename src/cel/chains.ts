import type { Ir } from './ir.ts';

/** Fields that are asked of a value, with how often, and what is asked of those. */
export interface Chain {
  count: number;
  readonly fields: Map<string, Chain>;
}

/** What is asked of variables, by name, and of locals, by slot. */
export interface Chains {
  readonly variables: ReadonlyMap<string, Chain>;
  readonly locals: ReadonlyMap<number, Chain>;
}

/** Their fields are computed when they are first read, so none is read before it is needed. */
const LAZY: ReadonlySet<string> = new Set(['variables']);

/** The fields that an expression asks of its variables. */
export function chainsOf(ir: Ir): Chains {
  const variables = new Map<string, Chain>();
  const locals = new Map<number, Chain>();
  const visit = (part: Ir): Chain | undefined => {
    switch (part.op) {
      case 'variable':
        return LAZY.has(part.name) ? undefined : grown(variables, part.name);
      case 'local':
        return grown(locals, part.slot);
      case 'select':
      case 'has': {
        const of = visit(part.of);
        return of && grown(of.fields, part.field);
      }
      case 'call':
        return visitCall(part);
      default:
        for (const inner of partsOf(part)) visit(inner);
        return undefined;
    }
  };
  const visitCall = ({ name, args }: Extract<Ir, { op: 'call' }>): Chain | undefined => {
    const [of, key] = args.map((arg) => [arg, visit(arg)] as const);
    const text = name === '_[_]' && key?.[0].op === 'constant' ? key[0].value : undefined;
    return of?.[1] && typeof text === 'string' ? grown(of[1].fields, text) : undefined;
  };
  visit(ir);
  return { variables, locals };
}

function grown<K>(chains: Map<K, Chain>, key: K): Chain {
  let chain = chains.get(key);
  if (!chain) chains.set(key, (chain = { count: 0, fields: new Map() }));
  chain.count++;
  return chain;
}

/** The expressions within one. */
export function partsOf(ir: Ir): readonly Ir[] {
  switch (ir.op) {
    case 'select':
    case 'has':
      return [ir.of];
    case 'call':
      return ir.args;
    case 'logic':
      return ir.items;
    case 'choose':
      return [ir.test, ir.yes, ir.no];
    case 'else':
      return [ir.of, ir.other];
    case 'loop':
      return [ir.range, ...(ir.filter ? [ir.filter] : []), ir.body];
    case 'bind':
      return [ir.value, ir.body];
    default:
      return [];
  }
}

/** What all of them ask together. */
export function mergeChains<K>(all: readonly ReadonlyMap<K, Chain>[]): ReadonlyMap<K, Chain> {
  const [only] = all;
  if (only && all.length === 1) return only;
  const merged = new Map<K, Chain>();
  for (const key of new Set(all.flatMap((chains) => [...chains.keys()]))) {
    const same = all.flatMap((chains) => chains.get(key) ?? []);
    const count = same.reduce((sum, chain) => sum + chain.count, 0);
    merged.set(key, { count, fields: new Map(mergeChains(same.map(({ fields }) => fields))) });
  }
  return merged;
}

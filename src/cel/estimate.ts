import { check, type CheckResult } from './checker.ts';
import { anyOf, type CallEstimate, type EstimatedArgument } from './cost-rules.ts';
import { LIST_COST } from './cost.ts';
import type { Environment } from './environment.ts';
import { estimateLoop } from './estimate-loops.ts';
import { unionItems, type Estimate } from './estimate-parts.ts';
import type { Ir } from './ir.ts';
import { parse } from './parser.ts';
import { firstError } from './problem.ts';
import { UNKNOWN, exactly, plus, union, type Range } from './ranges.ts';
import { codePointCount } from './text.ts';
import type { Type } from './types.ts';
import { TypeValue, type Value } from './values.ts';

/**
 * How large a value may be, by its path: `['object', 'spec', 'containers']`, with `@items`, `@keys` and `@values` for what
 * lists and maps hold. Characters of text, items of lists, entries of maps. Undefined where nothing is known.
 */
export type SizeOf = (path: readonly string[]) => Range | undefined;

/**
 * What an expression costs at least and at most, in the units that Kubernetes counts while it runs, found without running it
 * (cel-go, checker/cost.go). Without sizes, what walks over a list or a text of the object costs up to Infinity. Kubernetes
 * holds rules of custom resources to such an estimate; admission policies only to what they cost when they run.
 * @throws CelError for what does not compile
 */
export function estimateCost(expression: string, declarations: Environment, sizeOf: SizeOf = () => undefined): Range {
  const checked = check(parse(expression), declarations);
  const error = declarations.options.checked === false ? undefined : firstError(checked.problems, expression);
  if (error) throw error;
  return new Estimator(checked, sizeOf).visit(checked.ir).cost;
}

type CallIr = Extract<Ir, { op: 'call' }>;

export class Estimator {
  readonly locals = new Map<number, Estimate>();
  private readonly checked: CheckResult;
  private readonly sizeOf: SizeOf;

  constructor(checked: CheckResult, sizeOf: SizeOf) {
    this.checked = checked;
    this.sizeOf = sizeOf;
  }

  typeOf(ir: Ir): Type {
    return this.checked.typeOf(ir);
  }

  visit(ir: Ir): Estimate {
    const estimate = this.visitKind(ir);
    return { ...estimate, size: estimate.size ?? this.knownSize(ir, estimate.path) };
  }

  /** What the caller knows of the path, else 1 for values that have no size. */
  knownSize(ir: Ir, path: readonly string[]): Range | undefined {
    const known = path.length > 0 ? this.sizeOf(path) : undefined;
    return known ?? (isScalar(this.typeOf(ir)) ? exactly(1) : undefined);
  }

  private visitKind(ir: Ir): Estimate {
    switch (ir.op) {
      case 'constant':
        return constant(ir.value);
      case 'variable':
        return { cost: exactly(1), path: [ir.name] };
      case 'local':
        return this.local(ir);
      case 'select':
        return this.select(ir);
      case 'has':
        return { cost: this.visit(ir.of).cost, path: [] };
      case 'logic': {
        const costs = ir.items.map((item) => this.visit(item).cost);
        return { cost: { min: costs[0]!.min, max: plus(...costs).max }, path: [] };
      }
      case 'choose':
        return this.choose(ir);
      case 'else':
        return { cost: plus(exactly(1), this.visit(ir.of).cost, this.visit(ir.other).cost), path: [] };
      case 'call':
        return this.call(ir);
      case 'loop':
        return estimateLoop(this, ir);
      case 'bind':
        return this.bind(ir);
      default:
        return { cost: exactly(0), path: [] };
    }
  }

  private local({ slot, cost }: Extract<Ir, { op: 'local' }>): Estimate {
    const local = this.locals.get(slot) ?? { cost: exactly(1), path: [] };
    // where cel-go evaluates a value twice, it costs what it costs each time
    return { ...local, cost: cost === 'one' ? exactly(1) : cost === 'again' ? local.cost : exactly(0) };
  }

  /** Reading a field costs where the type is known to have it; of what is dyn it is part of reading the variable. */
  private select({ of, field }: Extract<Ir, { op: 'select' }>): Estimate {
    const object = this.visit(of);
    const { kind, name } = this.typeOf(of);
    const costs = kind === 'struct' || (kind === 'made' && name === 'map') ? 1 : 0;
    return { cost: plus(object.cost, exactly(costs)), path: [...object.path, field] };
  }

  private choose({ test, yes, no }: Extract<Ir, { op: 'choose' }>): Estimate {
    const [condition, first, second] = [this.visit(test), this.visit(yes), this.visit(no)];
    return {
      cost: plus(condition.cost, union(first.cost, second.cost)),
      path: [],
      size: union(first.size ?? UNKNOWN, second.size ?? UNKNOWN),
      items: unionItems(first.items, second.items),
    };
  }

  private bind({ slot, value, body }: Extract<Ir, { op: 'bind' }>): Estimate {
    const held = this.visit(value);
    this.locals.set(slot, held);
    const result = this.visit(body);
    // a fold over nothing makes its list; `optMap` is opened without one
    const own = isEvaluatedTwice(body) ? held.cost : plus(exactly(LIST_COST), held.cost);
    return { ...result, cost: plus(own, result.cost) };
  }

  private call(ir: CallIr): Estimate {
    const args = ir.args.map((arg) => this.visit(arg));
    const paid = plus(...args.map(({ cost }) => cost));
    if (ir.name === '[]' || ir.name === '{}') return literalEstimate(ir, args, paid);
    const [first, second] = args;
    if (ir.name === 'dyn') return { ...first!, path: [], cost: plus(exactly(1), paid) };
    const { cost, size } = this.callEstimate(ir, args);
    const step = ir.name === '_[_]' ? this.indexed(ir, first!) : undefined;
    const items = ir.name === '_+_' ? unionItems(first!.items, second!.items) : undefined;
    return { cost: plus(cost, paid), path: step?.path ?? [], size: step?.size ?? size, items };
  }

  private callEstimate({ overloads, args, cost, rule }: CallIr, estimates: readonly Estimate[]): CallEstimate {
    if (overloads.length === 0) return rule?.estimate([]) ?? { cost: exactly(cost) };
    const given = args.map((ir, i): EstimatedArgument => {
      const { size, path } = estimates[i]!;
      const type = this.typeOf(ir);
      return { ir, type, size: size ?? UNKNOWN, itemSize: this.itemSize(type, path) };
    });
    return anyOf(overloads.map((overload) => overload.cost?.estimate(given) ?? { cost: exactly(1) }));
  }

  /** Of what is computed, Kubernetes does not know the size of the items. */
  private itemSize(type: Type, path: readonly string[]): Range {
    if (type.of.length === 0) return exactly(0);
    return (path.length > 0 ? this.sizeOf([...path, '@items']) : undefined) ?? UNKNOWN;
  }

  /** Where the type leaves open whether it is a list or a map, its items are asked for first. */
  private indexed({ overloads }: CallIr, { path, items }: Estimate): Pick<Estimate, 'path' | 'size'> {
    const steps = overloads.flatMap(({ parameters: [of] }) => (of && STEPS.get(of.name)) ?? []);
    const paths = path.length > 0 ? steps.map((step) => [...path, step]) : [];
    const known = paths.map((one) => this.sizeOf(one)).find((size) => size !== undefined);
    return { path: paths.at(-1) ?? [], size: items?.value ?? known };
  }
}

const STEPS: ReadonlyMap<string, string> = new Map([
  ['list', '@items'],
  ['map', '@values'],
]);

/** Whether the body is a condition that asks for the bound value first: `optMap`. */
const isEvaluatedTwice = (body: Ir): boolean =>
  body.op === 'choose' &&
  body.test.op === 'call' &&
  body.test.args[0]?.op === 'local' &&
  body.test.args[0].cost !== 'one';

function literalEstimate({ name, cost }: CallIr, args: readonly Estimate[], paid: Range): Estimate {
  const isList = name === '[]';
  const values = isList ? args : args.filter((_, i) => i % 2 === 1);
  const keys = isList ? [] : args.filter((_, i) => i % 2 === 0);
  return {
    cost: plus(exactly(cost), paid),
    path: [],
    size: exactly(values.length),
    items: { isList, key: isList ? exactly(1) : sizesOf(keys), value: sizesOf(values) },
  };
}

const sizesOf = (parts: readonly Estimate[]): Range =>
  parts.length === 0 ? exactly(0) : parts.map(({ size }) => size ?? UNKNOWN).reduce(union);

const SCALARS: ReadonlySet<string> = new Set([
  'bool',
  'double',
  'int',
  'uint',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
]);

function isScalar(type: Type): boolean {
  if (type.name === 'optional_type') return type.of[0] !== undefined && isScalar(type.of[0]);
  return type.kind === 'simple' && SCALARS.has(type.name);
}

function constant(value: Value): Estimate {
  // the name of a type is read as a variable is
  if (value instanceof TypeValue) return { cost: exactly(1), path: [], size: UNKNOWN };
  const size = typeof value === 'string' ? codePointCount(value) : value instanceof Uint8Array ? value.length : 1;
  return { cost: exactly(0), path: [], size: exactly(size) };
}

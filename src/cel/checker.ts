import type { Node, NodeOf } from './ast.ts';
import { checkCall, checkMethod } from './check-calls.ts';
import { checkList, checkMap, checkStruct } from './check-literals.ts';
import { checkBind, checkLoop } from './check-loops.ts';
import { checkNamed } from './check-select.ts';
import type { Environment } from './environment.ts';
import type { Ir } from './ir.ts';
import { mismatch, noOverloadFor, type Problem } from './problem.ts';
import { candidates, findLocal, type Local, type Scope } from './scope.ts';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  ERROR,
  INT,
  NULL,
  STRING,
  TIMESTAMP,
  UINT,
  parameter,
  sameType,
  structOf,
  typeOf,
  type Type,
} from './types.ts';
import { assignable, assignableAll, general, resolve, Substitution } from './unify.ts';
import { TypeValue, typeName, type Value } from './values.ts';

/** An expression with its type. */
export interface Checked {
  readonly type: Type;
  readonly ir: Ir;
}

/** A part of a literal. */
export interface Typed {
  readonly type: Type;
  readonly at: number;
}

export interface CheckResult extends Checked {
  readonly problems: readonly Problem[];
  /** The types of all parts, with what is not known as dyn. */
  typeOf(ir: Ir): Type;
}

/** Finds the types and binds the names of an expression. */
export function check(node: Node, environment: Environment): CheckResult {
  const checker = new Checker(environment);
  const { type, ir } = checker.visit(node, undefined);
  return {
    type: checker.final(type),
    ir,
    problems: checker.found(),
    typeOf: (part) => checker.final(checker.types.get(part) ?? DYN),
  };
}

export class Checker {
  readonly environment: Environment;
  readonly known = new Substitution();
  private readonly problems: Problem[] = [];
  private readonly doubts: Problem[] = [];
  private readonly alike: (readonly Typed[])[] = [];
  private mixing = 0;
  readonly types = new Map<Ir, Type>();
  private slots = 0;
  private parameters = 0;

  constructor(environment: Environment) {
    this.environment = environment;
  }

  visit(node: Node, scope: Scope | undefined): Checked {
    const checked = this.visitKind(node, scope);
    this.types.set(checked.ir, checked.type);
    return checked;
  }

  private visitKind(node: Node, scope: Scope | undefined): Checked {
    switch (node.kind) {
      case 'literal':
        return { type: literalType(node.value), ir: { op: 'constant', value: node.value } };
      case 'name':
      case 'select':
        return checkNamed(this, node, scope);
      case 'call':
        return node.target ? checkMethod(this, node, scope) : checkCall(this, node, scope);
      case 'logic':
        return this.logic(node, scope);
      case 'choose':
        return this.choose(node, scope);
      case 'list':
        return checkList(this, node, scope);
      case 'map':
        return checkMap(this, node, scope);
      case 'struct':
        return checkStruct(this, node, scope);
      case 'loop':
        return checkLoop(this, node, scope);
      default:
        return checkBind(this, node, scope);
    }
  }

  /** A mistake that leaves nothing to go on with. */
  mistake(message: string, at: number, hint = ''): Checked {
    this.complain(message, at, hint);
    return { type: ERROR, ir: { op: 'fault', message, at } };
  }

  /** Notes a mistake. Where types are not checked, the run will fail on it. */
  complain(message: string, at: number, hint = ''): void {
    this.problems.push({ message, hint, at });
  }

  /** A literal that its function will refuse: told where all else is right. */
  warn(message: string, at: number, hint: string): void {
    this.doubts.push({ message, hint, at });
  }

  fits(target: Type, value: Type): boolean {
    return assignable(this.known, target, value);
  }

  resolved(type: Type): Type {
    return resolve(this.known, type, false);
  }

  final(type: Type): Type {
    return resolve(this.known, type, true);
  }

  fresh(): Type {
    return parameter(`?${this.parameters++}`);
  }

  expect(target: Type, { type }: Checked, at: number): void {
    if (!this.fits(target, type)) this.complain(mismatch(target, this.final(type)), at);
  }

  /** The type that holds values of both, of the items of a list. */
  join(a: Type | undefined, b: Type): Type {
    if (!a) return b;
    return this.fits(a, b) ? general(this.resolved(a), this.resolved(b)) : DYN;
  }

  /** Items of a list, keys or values of a map: they must be of one type where the environment says so. */
  expectAlike(items: readonly Typed[]): void {
    if (this.environment.options.homogeneousLiterals && this.mixing === 0) this.alike.push(items);
  }

  /** What `visit` checks may mix types: the arguments of `format`. */
  whileMixing<T>(visit: () => T): T {
    this.mixing++;
    const result = visit();
    this.mixing--;
    return result;
  }

  /** Tells of literals that mix types, when all types are known. */
  private checkAlike(): void {
    for (const [first, ...others] of this.alike) {
      if (!first) continue;
      const type = this.final(first.type);
      const other = others.find((item) => !sameType(type, this.final(item.type)));
      if (other) this.warn(mismatch(type, this.final(other.type)), other.at, '');
    }
  }

  /** The mistakes; where there are none, what is doubtful. */
  found(): readonly Problem[] {
    if (this.problems.length === 0) this.checkAlike();
    return this.problems.length > 0 ? this.problems : this.doubts;
  }

  newLocal(type: Type, mayFail: boolean): Local {
    return { slot: this.slots++, type, mayFail };
  }

  /** Whether the first part of a dotted name is a variable of a macro. */
  startsLocal(name: string, scope: Scope | undefined): boolean {
    return findLocal(scope, name.split('.')[0]!) !== undefined;
  }

  /** The function that a dotted name means where it is called. */
  functionName(name: string, scope: Scope | undefined): string | undefined {
    if (this.startsLocal(name, scope) && name.includes('.')) return undefined;
    return candidates(this.environment.options.container ?? '', name).find((candidate) =>
      this.environment.functions(candidate).some(({ member }) => !member),
    );
  }

  global(name: string, at: number): Checked | undefined {
    for (const candidate of candidates(this.environment.options.container ?? '', name)) {
      const variable = this.environment.variables.get(candidate);
      if (variable) return { type: variable, ir: { op: 'variable', name: candidate, at } };
      const type = this.typeNamed(candidate);
      if (type) return { type: typeOf(type), ir: { op: 'constant', value: new TypeValue(candidate) } };
      const constant = this.environment.options.types?.constant?.(candidate);
      if (constant) return { type: constant.type, ir: { op: 'constant', value: constant.value as Value } };
    }
    return undefined;
  }

  /** The type of a name that stands for one. */
  typeNamed(name: string): Type | undefined {
    const { options, typeNames } = this.environment;
    if (typeNames.has(name)) return NAMED[name] ?? structOf(name);
    const provider = options.types;
    // types of schemas are named after their places, which stand for values
    return provider?.alias?.(name) ?? (provider?.construct && provider.has(name) ? structOf(name) : undefined);
  }

  private logic({ all, items, at }: NodeOf<'logic'>, scope: Scope | undefined): Checked {
    const checked = items.map((item) => {
      const one = this.visit(item, scope);
      this.expect(BOOL, one, item.at);
      return one.ir;
    });
    return { type: BOOL, ir: { op: 'logic', all, items: checked, at } };
  }

  private choose(node: NodeOf<'choose'>, scope: Scope | undefined): Checked {
    const [test, yes, no] = [node.test, node.yes, node.no].map((part) => this.visit(part, scope)) as Triple;
    const type = this.chosen([test.type, yes.type, no.type], node.at);
    return { type, ir: { op: 'choose', test: test.ir, yes: yes.ir, no: no.ir, at: node.at } };
  }

  /** The type of `test ? yes : no`. */
  chosen(types: readonly [Type, Type, Type], at: number): Type {
    const either = this.fresh();
    if (assignableAll(this.known, types, [BOOL, either, either])) return this.resolved(either);
    this.complain(
      noOverloadFor(
        '_?_:_',
        types.map((type) => this.final(type)),
        false,
      ),
      at,
    );
    return ERROR;
  }
}

type Triple = [Checked, Checked, Checked];

const NAMED: Readonly<Record<string, Type>> = {
  null_type: NULL,
  bool: BOOL,
  int: INT,
  uint: UINT,
  double: DOUBLE,
  string: STRING,
  bytes: BYTES,
  'google.protobuf.Timestamp': TIMESTAMP,
  'google.protobuf.Duration': DURATION,
  list: { kind: 'made', name: 'list', of: [DYN] },
  map: { kind: 'made', name: 'map', of: [DYN, DYN] },
  type: { kind: 'made', name: 'type', of: [DYN] },
  optional_type: { kind: 'made', name: 'optional_type', of: [DYN] },
};

function literalType(value: Value): Type {
  return NAMED[typeName(value)] ?? DYN;
}

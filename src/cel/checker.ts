import type { Node, NodeOf } from './ast.ts';
import { checkCall, checkMethod } from './check-calls.ts';
import { checkList, checkMap, checkStruct } from './check-literals.ts';
import { checkBind, checkLoop } from './check-loops.ts';
import type { Environment } from './environment.ts';
import { CelError } from './error.ts';
import type { Ir } from './ir.ts';
import { optionalSelect } from './access.ts';
import { qualifiedName } from './nodes.ts';
import { candidates, findLocal, type Local, type Scope } from './scope.ts';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  NULL,
  STRING,
  TIMESTAMP,
  UINT,
  isDyn,
  optionalOf,
  parameter,
  showType,
  structOf,
  typeOf,
  type Type,
} from './types.ts';
import { assignable, general, resolve, type Substitution } from './unify.ts';
import { TypeValue, typeName, type Value } from './values.ts';

/** An expression with its type. */
export interface Checked {
  readonly type: Type;
  readonly ir: Ir;
}

export interface CheckResult extends Checked {
  /** How many locals the expression needs. */
  readonly slots: number;
}

/** Finds the types and binds the names of an expression. @throws CelError with the first mistake. */
export function check(node: Node, source: string, environment: Environment): CheckResult {
  const checker = new Checker(source, environment);
  const { type, ir } = checker.visit(node, undefined);
  return { type: checker.final(type), ir, slots: checker.slots };
}

export class Checker {
  readonly environment: Environment;
  readonly known: Substitution = new Map();
  slots = 0;
  private readonly source: string;
  private parameters = 0;

  constructor(source: string, environment: Environment) {
    this.source = source;
    this.environment = environment;
  }

  visit(node: Node, scope: Scope | undefined): Checked {
    switch (node.kind) {
      case 'literal':
        return { type: literalType(node.value), ir: { op: 'constant', value: node.value } };
      case 'name':
      case 'select':
        return this.named(node, scope);
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

  /** A mistake: thrown when types are checked, an error of the run otherwise. */
  mistake(message: string, at: number): Checked {
    if (this.environment.options.checked !== false) throw new CelError(message, at, this.source);
    return { type: DYN, ir: { op: 'fault', message, at } };
  }

  /** Tells of a wrong type where types are checked; otherwise the run will. */
  complain(message: string, at: number): void {
    if (this.environment.options.checked !== false) throw new CelError(message, at, this.source);
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
    if (!this.fits(target, type)) this.complain(`expected ${showType(target)}, found ${this.show(type)}`, at);
  }

  show(type: Type): string {
    return showType(this.final(type));
  }

  /** The type that holds values of both. */
  join(a: Type | undefined, b: Type, at: number, strict: boolean): Type {
    if (!a) return b;
    if (this.fits(a, b)) return general(this.resolved(a), this.resolved(b));
    if (this.fits(b, a)) return general(this.resolved(b), this.resolved(a));
    if (strict) this.complain(`expected ${this.show(a)}, found ${this.show(b)}`, at);
    return DYN;
  }

  newLocal(type: Type, mayFail: boolean): Local {
    return { slot: this.slots++, type, mayFail };
  }

  /** Whether the first part of a dotted name is a variable of a macro. */
  private startsLocal(name: string, scope: Scope | undefined): boolean {
    return findLocal(scope, name.split('.')[0]!) !== undefined;
  }

  /** The function that a dotted name means where it is called. */
  functionName(name: string, scope: Scope | undefined): string | undefined {
    if (this.startsLocal(name, scope) && name.includes('.')) return undefined;
    return candidates(this.environment.options.container ?? '', name).find((candidate) =>
      this.environment.functions(candidate).some(({ member }) => !member),
    );
  }

  private named(node: NodeOf<'name'> | NodeOf<'select'>, scope: Scope | undefined): Checked {
    if (node.kind === 'name') {
      const local = findLocal(scope, node.name);
      if (local)
        return { type: local.type, ir: { op: 'local', slot: local.slot, mayFail: local.mayFail, at: node.at } };
    }
    const name = qualifiedName(node);
    if (name !== undefined && !this.startsLocal(name, scope)) {
      const found = this.global(name, node.at);
      if (found) return found;
    }
    if (node.kind === 'select') return this.select(node, scope);
    const names = [...this.environment.variables.keys()].join(', ');
    return this.mistake(`there is no variable "${node.name}"${names && `; there are ${names}`}`, node.at);
  }

  private global(name: string, at: number): Checked | undefined {
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

  private select({ of, field, mode, at }: NodeOf<'select'>, scope: Scope | undefined): Checked {
    const object = this.visit(of, scope);
    const held = this.resolved(object.type);
    const isOptional = held.name === 'optional_type' && held.of.length === 1;
    const type = this.fieldType(isOptional ? this.resolved(held.of[0]!) : held, field, at);
    if (mode === 'has') return { type: BOOL, ir: { op: 'has', of: object.ir, field, at } };
    if (mode === 'get') {
      return { type: isOptional ? asOptional(type) : type, ir: { op: 'select', of: object.ir, field, at } };
    }
    const args: Ir[] = [object.ir, { op: 'constant', value: field }];
    const run = (value: Value, key: Value) => optionalSelect(value, key as string);
    return { type: asOptional(type), ir: { op: 'call', name: 'a.?b', run, args, cost: 1, at } };
  }

  private fieldType(of: Type, field: string, at: number): Type {
    if (isDyn(of) || of.kind === 'parameter') return DYN;
    if (of.name === 'map' && of.kind === 'made') return of.of[1]!;
    const found = of.kind === 'struct' ? this.environment.options.types?.field(of.name, field) : undefined;
    if (found) return found;
    if (of.kind === 'struct')
      this.complain(`there is no field "${field}" in ${showType(of)}${this.suggest(of.name)}`, at);
    else this.complain(`${this.show(of)} has no fields, asked for "${field}"`, at);
    return DYN;
  }

  private suggest(type: string): string {
    const names = this.environment.options.types?.fieldNames?.(type) ?? [];
    return names.length > 0 && names.length <= 12 ? `; there are ${names.join(', ')}` : '';
  }

  private logic({ all, items, at }: NodeOf<'logic'>, scope: Scope | undefined): Checked {
    const checked = items.map((item) => {
      const one = this.visit(item, scope);
      this.expect(BOOL, one, item.at);
      return one.ir;
    });
    return { type: BOOL, ir: { op: 'logic', all, items: checked, at } };
  }

  private choose({ test, yes, no, at }: NodeOf<'choose'>, scope: Scope | undefined): Checked {
    const condition = this.visit(test, scope);
    this.expect(BOOL, condition, test.at);
    const [first, second] = [this.visit(yes, scope), this.visit(no, scope)];
    const type = this.join(first.type, second.type, no.at, true);
    return { type, ir: { op: 'choose', test: condition.ir, yes: first.ir, no: second.ir, at } };
  }
}

function asOptional(type: Type): Type {
  return type.name === 'optional_type' ? type : optionalOf(type);
}

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

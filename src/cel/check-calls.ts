import type { NodeOf } from './ast.ts';
import type { Checked, Checker } from './checker.ts';
import type { Overload } from './library.ts';
import { qualifiedName } from './nodes.ts';
import { regexOf } from './regex.ts';
import type { Scope } from './scope.ts';
import type { Ir } from './ir.ts';
import { DYN, isDyn, sameType, type Type } from './types.ts';
import { assignableAll } from './unify.ts';
import { Fault, Optional, type Value } from './values.ts';

type CallNode = NodeOf<'call'>;

export function checkCall(checker: Checker, node: CallNode, scope: Scope | undefined): Checked {
  const args = node.args.map((arg) => checker.visit(arg, scope));
  const name = checker.functionName(node.name, scope) ?? node.name;
  return bindCall(checker, name, false, args, node);
}

/** `a.b.f(x)`: the method `f` of `a.b`, or the function `a.b.f`. */
export function checkMethod(checker: Checker, node: CallNode, scope: Scope | undefined): Checked {
  const target = node.target!;
  const qualified = qualifiedName(target);
  const name = qualified === undefined ? undefined : checker.functionName(`${qualified}.${node.name}`, scope);
  if (name !== undefined)
    return bindCall(
      checker,
      name,
      false,
      node.args.map((arg) => checker.visit(arg, scope)),
      node,
    );
  const args = [target, ...node.args].map((arg) => checker.visit(arg, scope));
  const method = bindCall(checker, node.name, true, args, node);
  return node.args.length === 1 && (node.name === 'or' || node.name === 'orValue')
    ? lazily(checker, node, args, method)
    : method;
}

/** The second operand of `or` and `orValue` is only evaluated where it is needed. */
function lazily(checker: Checker, { name, at }: CallNode, args: readonly Checked[], method: Checked): Checked {
  if (method.ir.op !== 'call' || method.ir.name !== name) return method;
  const { slot } = checker.newLocal(DYN, true);
  const local: Ir = { op: 'local', slot, mayFail: true, at };
  const test: Ir = { op: 'call', name: 'isSome', run: isSome, args: [local], cost: 1, at };
  const yes: Ir = name === 'or' ? local : { op: 'call', name: 'value', run: valueOf, args: [local], cost: 0, at };
  const body: Ir = { op: 'choose', test, yes, no: args[1]!.ir, at };
  return { type: method.type, ir: { op: 'bind', slot, value: args[0]!.ir, body } };
}

/** As in cel-go, what is no optional stands for itself. */
const isSome = (value: Value): Value => !(value instanceof Optional) || value.value !== undefined;
const valueOf = (value: Value): Value => (value instanceof Optional ? value.value! : value);

function bindCall(
  checker: Checker,
  name: string,
  member: boolean,
  args: readonly Checked[],
  { at, ...node }: CallNode,
): Checked {
  const known = checker.environment.functions(name).filter((overload) => overload.member === member);
  const run = checker.environment.callable(name, member, args.length);
  const label = `${member ? 'method' : 'function'} "${operatorName(name)}"`;
  if (known.length === 0) return checker.mistake(`there is no ${label}`, at);
  const types = args.map(({ type }) => checker.resolved(type));
  const shown = types.map((type) => checker.show(type)).join(', ');
  if (!run) return checker.mistake(`no such overload: ${label} takes other arguments than (${shown})`, at);
  checkPattern(checker, node, name);
  const fitting = matching(checker, known, types);
  if (!fitting) checker.complain(`no such overload: ${label} does not take (${shown})`, at);
  const sized = known.find(({ parameters }) => parameters.length === args.length)?.cost;
  return { type: fitting ?? DYN, ir: { op: 'call', name, run, args: args.map(({ ir }) => ir), cost: 1, sized, at } };
}

/** The result of the overloads that take the arguments; dyn where several do and differ. */
function matching(checker: Checker, known: readonly Overload[], types: readonly Type[]): Type | undefined {
  let result: Type | undefined;
  for (const overload of known) {
    if (overload.parameters.length !== types.length) continue;
    const fresh = freshen(checker);
    if (!assignableAll(checker.known, overload.parameters.map(fresh), types)) continue;
    const type = checker.resolved(fresh(overload.result));
    if (!result) result = type;
    else if (!sameType(result, type)) return DYN;
    if (!types.some((t) => isDyn(t) || t.of.length > 0 || t.kind === 'parameter')) return result;
  }
  return result;
}

/** Each call has type parameters of its own. */
function freshen(checker: Checker): (type: Type) => Type {
  const names = new Map<string, Type>();
  const fresh = (type: Type): Type => {
    if (type.kind === 'parameter') {
      if (!names.has(type.name)) names.set(type.name, checker.fresh());
      return names.get(type.name)!;
    }
    return type.of.length === 0 ? type : { ...type, of: type.of.map(fresh) };
  };
  return fresh;
}

/** A pattern that is written out is read at once. */
function checkPattern(checker: Checker, node: Pick<CallNode, 'args'>, name: string): void {
  const pattern = node.args.at(-1);
  if (name !== 'matches' || pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return;
  const regex = regexOf(pattern.value);
  if (regex instanceof Fault) checker.complain(regex.message, pattern.at);
}

const operatorName = (name: string): string => (Object.hasOwn(OPERATORS, name) ? OPERATORS[name]! : name);

const OPERATORS: Readonly<Record<string, string>> = {
  '_+_': '+',
  '_-_': '-',
  '_*_': '*',
  '_/_': '/',
  '_%_': '%',
  '-_': '-',
  '!_': '!',
  '_==_': '==',
  '_!=_': '!=',
  '_<_': '<',
  '_<=_': '<=',
  '_>_': '>',
  '_>=_': '>=',
  '@in': 'in',
  '_[_]': '[]',
  '_[?_]': '[?]',
};

import type { NodeOf } from './ast.ts';
import type { Checked, Checker } from './checker.ts';
import type { Overload } from './library.ts';
import { named, qualifiedName } from './nodes.ts';
import { regexOf } from './regex.ts';
import type { Scope } from './scope.ts';
import type { Ir } from './ir.ts';
import { toDuration, toTimestamp } from './convert.ts';
import { guarded, type CostRule } from './cost-rules.ts';
import { noOverloadFor, undeclared } from './problem.ts';
import { DYN, ERROR, isDyn, sameType, type Type } from './types.ts';
import { assignableAll } from './unify.ts';
import { Fault, type Value } from './values.ts';

type CallNode = NodeOf<'call'>;

export function checkCall(checker: Checker, node: CallNode, scope: Scope | undefined): Checked {
  const args = node.args.map((arg) => checker.visit(arg, scope));
  const name = checker.functionName(node.name, scope) ?? node.name;
  if (checker.environment.functions(name).length === 0 && checker.environment.variables.has(name)) {
    // A variable that can be called, `random("[a-z]{8}")`: its type has a method of this name.
    const receiver = checker.visit(named(name, node.at), scope);
    return bindCall(checker, '@call', true, [receiver, ...args], node);
  }
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
  const visit = () => [target, ...node.args].map((arg) => checker.visit(arg, scope));
  const args = node.name === 'format' ? checker.whileMixing(visit) : visit();
  const method = bindCall(checker, node.name, true, args, node);
  return node.args.length === 1 && (node.name === 'or' || node.name === 'orValue')
    ? lazily(node, args, method)
    : method;
}

/** The second operand of `or` and `orValue` is only evaluated where it is needed. */
function lazily({ name, at }: CallNode, args: readonly Checked[], method: Checked): Checked {
  if (method.ir.op !== 'call' || method.ir.name !== name) return method;
  const [of, other] = args as [Checked, Checked];
  return { type: method.type, ir: { op: 'else', of: of.ir, other: other.ir, unwraps: name === 'orValue', at } };
}

function bindCall(
  checker: Checker,
  name: string,
  member: boolean,
  args: readonly Checked[],
  { at, ...node }: CallNode,
): Checked {
  const { environment } = checker;
  const ofName = environment.functions(name);
  if (ofName.length === 0) return checker.mistake(undeclared(name, environment.options.container ?? ''), at);
  const known = ofName.filter((o) => o.member === member && o.parameters.length === args.length);
  const run = environment.callable(name, member, args.length);
  const types = args.map(({ type }) => checker.resolved(type));
  if (member || name !== 'matches') checkLiterals(checker, node, name);
  const fitting = matching(checker, known, types);
  if (!run || !fitting) {
    const message = noOverloadFor(
      name,
      types.map((type) => checker.final(type)),
      member,
    );
    if (!run) return checker.mistake(message, at);
    checker.complain(message, at);
  }
  const overloads = fitting?.overloads ?? known;
  const rule = ruleOf(overloads);
  const ir: Ir = { op: 'call', name, run, args: args.map((arg) => arg.ir), cost: 1, rule, overloads, at };
  return { type: fitting?.type ?? ERROR, ir };
}

/** What counts the cost, where one overload is called or all are counted alike. */
function ruleOf([first, ...others]: readonly Overload[]): CostRule | undefined {
  if (!first || others.length === 0 || first.cost?.byName) return first?.cost;
  const rule = [first, ...others].find(({ cost }) => cost)?.cost;
  return rule && guarded(rule);
}

interface Fitting {
  readonly type: Type;
  readonly overloads: readonly Overload[];
}

/** The overloads that take the arguments, and their result: dyn where they differ. */
function matching(checker: Checker, known: readonly Overload[], types: readonly Type[]): Fitting | undefined {
  const overloads: Overload[] = [];
  let result: Type | undefined;
  for (const overload of known) {
    const fresh = freshen(checker);
    if (!assignableAll(checker.known, types, overload.parameters.map(fresh))) continue;
    const type = checker.resolved(fresh(overload.result));
    overloads.push(overload);
    if (!result || isDyn(type)) result = type;
    else if (!sameType(result, type)) result = DYN;
    if (!types.some((t) => isDyn(t) || t.of.length > 0 || t.kind === 'parameter')) break;
  }
  return result && { type: result, overloads };
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

/** Literals that these functions read: a mistake in one is told before it runs (cel-go, cel/validator.go). */
const READERS: Readonly<Record<string, (text: string) => Value>> = {
  matches: (pattern) => {
    const regex = regexOf(pattern);
    return regex instanceof Fault ? regex : true;
  },
  timestamp: toTimestamp,
  duration: toDuration,
};

function checkLiterals(checker: Checker, { args }: Pick<CallNode, 'args'>, name: string): void {
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  const literal = args.at(-1);
  if (!read || literal?.kind !== 'literal' || typeof literal.value !== 'string') return;
  const found = read(literal.value);
  if (found instanceof Fault) checker.warn(`invalid ${name} argument`, literal.at, found.message);
}

import { optionalSelect } from './access.ts';
import type { NodeOf } from './ast.ts';
import type { Checked, Checker } from './checker.ts';
import { optionalStep } from './cost-rules.ts';
import type { Ir } from './ir.ts';
import { closest } from '../std/distance.ts';
import { noSelection, undeclared, undefinedField } from './problem.ts';
import { qualifiedName } from './nodes.ts';
import { findLocal, type Scope } from './scope.ts';
import { BOOL, DYN, ERROR, isDyn, isOptional, optionalOf, type Type } from './types.ts';
import type { Value } from './values.ts';

/** `a`, `a.b`, `a.?b`, `has(a.b)`: a variable, a constant, a type, or a field. */
export function checkNamed(
  checker: Checker,
  node: NodeOf<'name'> | NodeOf<'select'>,
  scope: Scope | undefined,
): Checked {
  if (node.kind === 'name') {
    const local = findLocal(scope, node.name);
    if (local)
      return {
        type: local.type,
        ir: { op: 'local', slot: local.slot, mayFail: local.mayFail, cost: node.cost, at: node.at },
      };
  }
  const name = qualifiedName(node);
  if (name !== undefined && !checker.startsLocal(name, scope)) {
    const found = checker.global(name, node.at);
    if (found) return found;
  }
  if (node.kind === 'select') return checkSelect(checker, node, scope);
  const { options, variables } = checker.environment;
  const message = undeclared(node.name, options.container ?? '');
  return checker.mistake(message, node.at, hintOf(node.name, [...variables.keys()]));
}

function checkSelect(checker: Checker, { of, field, mode, at }: NodeOf<'select'>, scope: Scope | undefined): Checked {
  const object = checker.visit(of, scope);
  const held = checker.resolved(object.type);
  const within = isOptional(held) ? checker.resolved(held.of[0]!) : held;
  const type = fieldType(checker, within, field, at);
  if (mode === 'has') return { type: BOOL, ir: { op: 'has', of: object.ir, field, at } };
  const optional = isOptional(held) ? optionalOf(type) : type;
  if (mode === 'get') return { type: optional, ir: { op: 'select', of: object.ir, field, at } };
  const args: Ir[] = [object.ir, { op: 'constant', value: field }];
  const run = (value: Value, key: Value) => optionalSelect(value, key as string);
  return {
    type: optionalOf(type),
    ir: { op: 'call', name: 'a.?b', run, args, cost: 1, rule: optionalStep, overloads: [], at },
  };
}

function fieldType(checker: Checker, of: Type, field: string, at: number): Type {
  if (isDyn(of)) return DYN;
  if (of.kind === 'parameter') {
    checker.fits(DYN, of);
    return DYN;
  }
  if (of.name === 'map' && of.kind === 'made') return of.of[1]!;
  if (of.kind !== 'struct') {
    checker.complain(noSelection(of), at);
    return DYN;
  }
  const { types } = checker.environment.options;
  const found = types?.field(of.name, field);
  if (!found) checker.complain(undefinedField(field), at, hintOf(field, types?.fieldNames?.(of.name) ?? []));
  return found ?? ERROR;
}

const MOST_LISTED = 12;

/** Which of the names may be meant. */
export function hintOf(word: string, names: readonly string[]): string {
  const near = closest(word, names);
  if (near !== undefined) return `did you mean '${near}'?`;
  return names.length > 0 && names.length <= MOST_LISTED ? `there are ${names.join(', ')}` : '';
}

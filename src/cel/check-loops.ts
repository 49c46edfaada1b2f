import type { NodeOf } from './ast.ts';
import type { Checked, Checker } from './checker.ts';
import type { Scope } from './scope.ts';
import { noOverloadFor, noRange, undeclared } from './problem.ts';
import { BOOL, DYN, ERROR, INT, isDyn, listOf, mapOf, type Type } from './types.ts';

export function checkLoop(checker: Checker, node: NodeOf<'loop'>, scope: Scope | undefined): Checked {
  const range = checker.visit(node.range, scope);
  const parts = partsOf(checker, range.type, node.range.at);
  const types = node.variables.length === 2 ? [parts.key, parts.value] : [parts.single];
  const locals = types.map((type) => checker.newLocal(type, false));
  const inner = node.variables.reduce<Scope | undefined>(
    (outer, name, i) => ({ name, local: locals[i]!, outer }),
    scope,
  );
  const filter = node.filter && checker.visit(node.filter, inner);
  const body = checker.visit(node.body, inner);
  const type = resultType(checker, node, parts, body);
  // a filter is the condition of a step that takes the item or leaves the result as it is
  if (filter) checker.chosen([filter.type, type, type], node.at);
  return {
    type,
    ir: {
      op: 'loop',
      macro: node.macro,
      range: range.ir,
      slots: locals.map(({ slot }) => slot),
      filter: filter?.ir,
      body: body.ir,
      at: node.at,
    },
  };
}

interface Parts {
  readonly single: Type;
  readonly key: Type;
  readonly value: Type;
}

const UNKNOWN: Parts = { single: DYN, key: DYN, value: DYN };
const WRONG: Parts = { single: ERROR, key: ERROR, value: ERROR };

function partsOf(checker: Checker, type: Type, at: number): Parts {
  const range = checker.resolved(type);
  const [first, second] = range.of;
  if (range.kind === 'made' && range.name === 'list' && first) return { single: first, key: INT, value: first };
  if (range.kind === 'made' && range.name === 'map' && first && second)
    return { single: first, key: first, value: second };
  if (isDyn(range)) return UNKNOWN;
  if (range.kind === 'parameter' && checker.fits(DYN, range)) return UNKNOWN;
  checker.complain(noRange(range), at);
  return WRONG;
}

function resultType(checker: Checker, { macro, at, ...node }: NodeOf<'loop'>, parts: Parts, body: Checked): Type {
  switch (macro) {
    case 'all':
    case 'exists':
      checker.expect(BOOL, body, node.body.at);
      return BOOL;
    case 'existsOne':
      checker.chosen([body.type, INT, INT], at);
      return BOOL;
    case 'filter':
      return listOf(parts.single);
    case 'transformMap':
      return mapOf(parts.key, body.type);
    case 'transformMapEntry':
      return entryType(checker, body.type, at);
    default:
      return listOf(body.type);
  }
}

function entryType(checker: Checker, entry: Type, at: number): Type {
  const map = mapOf(checker.fresh(), checker.fresh());
  if (!checker.fits(map, entry))
    checker.complain(noOverloadFor('cel.@mapInsert', [mapOf(DYN, DYN), checker.final(entry)], false), at);
  return checker.resolved(map);
}

export function checkBind(checker: Checker, node: NodeOf<'bind'>, scope: Scope | undefined): Checked {
  const value = checker.visit(node.value, scope);
  const local = checker.newLocal(value.type, value.ir.op !== 'constant');
  if (node.macro !== '' && !checker.environment.macros.has(node.macro))
    checker.complain(undeclared(node.macro, checker.environment.options.container ?? ''), node.at);
  const body = checker.visit(node.body, { name: node.variable, local, outer: scope });
  return { type: body.type, ir: { op: 'bind', slot: local.slot, value: value.ir, body: body.ir } };
}

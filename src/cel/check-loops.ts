import type { NodeOf } from './ast.ts';
import type { Checked, Checker } from './checker.ts';
import type { Scope } from './scope.ts';
import { BOOL, DYN, INT, isDyn, listOf, mapOf, type Type } from './types.ts';

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
  if (filter) checker.expect(BOOL, filter, node.filter.at);
  const body = checker.visit(node.body, inner);
  if (RESULT_BOOL.has(node.macro)) checker.expect(BOOL, body, node.body.at);
  return {
    type: resultType(checker, node, parts, body),
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

const RESULT_BOOL: ReadonlySet<string> = new Set(['all', 'exists', 'existsOne']);

interface Parts {
  readonly single: Type;
  readonly key: Type;
  readonly value: Type;
}

const UNKNOWN: Parts = { single: DYN, key: DYN, value: DYN };

function partsOf(checker: Checker, type: Type, at: number): Parts {
  const range = checker.resolved(type);
  const [first, second] = range.of;
  if (range.kind === 'made' && range.name === 'list' && first) return { single: first, key: INT, value: first };
  if (range.kind === 'made' && range.name === 'map' && first && second)
    return { single: first, key: first, value: second };
  if (!isDyn(range) && range.kind !== 'parameter') {
    checker.complain(`a macro needs a list or a map, found ${checker.show(range)}`, at);
  }
  return UNKNOWN;
}

function resultType(checker: Checker, { macro, body: { at } }: NodeOf<'loop'>, parts: Parts, body: Checked): Type {
  if (RESULT_BOOL.has(macro)) return BOOL;
  if (macro === 'filter') return listOf(parts.single);
  if (macro === 'map' || macro === 'transformList') return listOf(body.type);
  if (macro === 'transformMap') return mapOf(parts.key, body.type);
  const entry = mapOf(checker.fresh(), checker.fresh());
  checker.expect(entry, body, at);
  return checker.resolved(entry);
}

export function checkBind(checker: Checker, node: NodeOf<'bind'>, scope: Scope | undefined): Checked {
  const value = checker.visit(node.value, scope);
  const local = checker.newLocal(value.type, value.ir.op !== 'constant');
  const body = checker.visit(node.body, { name: node.variable, local, outer: scope });
  return { type: body.type, ir: { op: 'bind', slot: local.slot, value: value.ir, body: body.ir } };
}

import type { Json, Path } from '../../model/json.ts';
import { closest } from '../../std/distance.ts';
import { asList, asString, isObject } from '../../std/value.ts';
import { PolicyProblem, reasonOf } from '../problem.ts';
import { OPERATOR_NAMES, operatorNamed, type Operator } from './operators.ts';
import type { Scope } from './scope.ts';
import { compileTemplate, type Template } from './template.ts';

export interface Verdict {
  readonly met: boolean;
  /** What the conditions that hold say of themselves. */
  readonly message: string;
}

/** @throws EvaluationError where a variable is not known. */
export type Conditions = (scope: Scope) => Verdict;

interface Condition {
  readonly key: Template;
  readonly value: Template;
  readonly operator: Operator;
  readonly message: Template | undefined;
}

/** `any` and `all` lists, or the older plain list where all must hold. An absent block is met. */
export function compileConditions(conditions: Json | undefined, path: Path): Conditions {
  if (conditions === undefined || conditions === null) return () => MET;
  const blocks = isBlocks(conditions) ? asList(conditions) : [conditions];
  const compiled = blocks.map((block, i) => compileBlock(block, blocks.length > 1 ? [...path, i] : path));
  return (scope) => {
    let last = MET;
    for (const block of compiled) {
      last = block(scope);
      if (!last.met) return last;
    }
    return last;
  };
}

const MET: Verdict = { met: true, message: '' };
const UNMET: Verdict = { met: false, message: '' };

/** A list of blocks, each with `any` or `all`. */
function isBlocks(value: Json): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item) && (item['any'] ?? item['all']))
  );
}

function compileBlock(block: Json, path: Path): Conditions {
  if (Array.isArray(block)) return joined([], compileList(block, path));
  if (!isObject(block)) throw new PolicyProblem('Conditions must be a map with any and all, or a list.', path);
  const any = asList(block['any']);
  // A list of alternatives without any is met by none.
  if (Array.isArray(block['any']) && any.length === 0) return () => UNMET;
  return joined(compileList(any, [...path, 'any']), compileList(asList(block['all']), [...path, 'all']));
}

function joined(any: readonly Condition[], all: readonly Condition[]): Conditions {
  return (scope) => {
    const messages: string[] = [];
    const some = any.length === 0 || any.some((condition) => holds(condition, scope, messages));
    const met = some && all.every((condition) => holds(condition, scope, messages));
    return { met, message: messages.join('; ') };
  };
}

function holds({ key, value, operator, message }: Condition, scope: Scope, messages: string[]): boolean {
  const met = operator(key.resolve(scope), value.resolve(scope));
  if (met && message) messages.push(textOf(message, scope));
  return met;
}

/** A message with its variables filled in; as it is where one of them is not known. */
export function textOf(message: Template, scope: Scope): string {
  try {
    const value = message.resolve(scope);
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch (error) {
    return reasonOf(error);
  }
}

function compileList(list: readonly Json[], path: Path): Condition[] {
  return list.map((item, i) => {
    const here: Path = [...path, i];
    if (!isObject(item)) throw new PolicyProblem('A condition must be a map.', here);
    const name = asString(item['operator']) ?? '';
    const operator = operatorNamed(name);
    if (!operator) {
      const near = closest(name, OPERATOR_NAMES);
      throw new PolicyProblem(`"${name}" is no operator${near ? `; did you mean ${near}?` : '.'}`, [
        ...here,
        'operator',
      ]);
    }
    return {
      operator,
      key: compileTemplate(item['key'] ?? null, [...here, 'key']),
      value: compileTemplate(item['value'] ?? null, [...here, 'value']),
      message: item['message'] === undefined ? undefined : compileTemplate(item['message'] ?? '', [...here, 'message']),
    };
  });
}

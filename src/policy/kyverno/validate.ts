import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { deniedElementField, deniedField } from './denied-field.ts';
import { compileConditions, textOf } from './conditions.ts';
import { compileForeachValidate } from './foreach.ts';
import type { Mismatch } from './pattern/compile.ts';
import { compileWhole, type WholePattern } from './pattern/whole.ts';
import { compilePodSecurity } from './pod-security.ts';
import { compileCel } from './cel.ts';
import { compileManifests } from './manifests.ts';
import { result, stepsOf, type Result } from './result.ts';
import type { Evaluation, Handler, RuleSource } from './rule.ts';
import { compileTemplate } from './template.ts';

/** What a `validate` block, or one entry of its `foreach`, asks of a value. */
export function compileValidate(source: RuleSource, block: JsonObject, path: Path): Handler {
  const message = compileMessage(block, path);
  if (block['pattern'] !== undefined) return patternHandler(source, block['pattern'], [...path, 'pattern'], message);
  if (block['anyPattern'] !== undefined)
    return anyPatternHandler(source, block['anyPattern'], [...path, 'anyPattern'], message);
  if (block['deny'] !== undefined) return denyHandler(source, asObject(block['deny']), [...path, 'deny'], message);
  if (block['foreach'] !== undefined) return compileForeachValidate(source, block, path, compileValidate);
  if (block['podSecurity'] !== undefined)
    return compilePodSecurity(source, block['podSecurity'], [...path, 'podSecurity'], message);
  if (block['cel'] !== undefined) return compileCel(source, asObject(block['cel']), [...path, 'cel'], message);
  if (block['manifests'] !== undefined)
    return compileManifests(source, asObject(block['manifests']), [...path, 'manifests'], message);
  const gap = Object.keys(GAPS).find((key) => block[key] !== undefined);
  if (gap !== undefined) {
    const why = GAPS[gap] ?? gap;
    return () => result('error', why, { gap: why });
  }
  throw new PolicyProblem('A validate rule needs pattern, anyPattern, deny, foreach, podSecurity or cel.', path);
}

const GAPS: Readonly<Record<string, string>> = {
  assert: 'Assertion trees cannot be evaluated yet.',
};

/** The rule's message with its variables filled in; '' where there is none. */
export type Message = (evaluation: Evaluation) => string;

function compileMessage(block: JsonObject, path: Path): Message {
  const text = asString(block['message']);
  if (!text) return () => '';
  const template = compileTemplate(text, [...path, 'message']);
  return template.dynamic ? ({ scope }) => textOf(template, scope()) : () => text;
}

/** A pattern that is compiled once, or for each object where it has variables. */
function compileDynamic(pattern: Json, path: Path): (evaluation: Evaluation) => WholePattern {
  const template = compileTemplate(pattern, path);
  if (!template.dynamic) {
    const compiled = compileWhole(pattern, path);
    return () => compiled;
  }
  return ({ scope }) => compileWhole(template.resolve(scope()), path);
}

function patternHandler({ name }: RuleSource, pattern: Json, path: Path, message: Message): Handler {
  const patternOf = compileDynamic(pattern, path);
  return (evaluation) => {
    const mismatch = patternOf(evaluation)(evaluation.object);
    if (!mismatch) return result('pass', `validation rule '${name}' passed.`);
    if (mismatch.skip) return result('skip', mismatch.message);
    return failed(name, mismatch, message(evaluation), evaluation);
  };
}

function failed(name: string, { message: why, path }: Mismatch, text: string, evaluation: Evaluation): Result {
  const said = text === '' ? '' : `${withFullStop(text)} `;
  if (path === '') return result('error', `validation error: ${said}rule ${name} execution error: ${why}`);
  return result('fail', `validation error: ${said}rule ${name} failed at path ${path}`, placed(path, evaluation));
}

/** Paths of patterns that are about an element begin at it. */
function placed(path: string, { element }: Evaluation): Pick<Result, 'path'> {
  const start = element?.scoped ? element.place() : [];
  return start ? { path: [...start, ...stepsOf(path)] } : {};
}

function withFullStop(text: string): string {
  return /[.!?]$/.test(text.trimEnd()) ? text.trimEnd() : `${text.trimEnd()}.`;
}

function anyPatternHandler({ name }: RuleSource, patterns: Json, path: Path, message: Message): Handler {
  const compiled = asList(patterns).map((pattern, i) => compileDynamic(pattern, [...path, i]));
  if (compiled.length === 0) throw new PolicyProblem('anyPattern needs a list of patterns.', path);
  return (evaluation) => {
    const reasons: string[] = [];
    const skips: string[] = [];
    const failures: Mismatch[] = [];
    for (const [i, patternOf] of compiled.entries()) {
      const mismatch = patternOf(evaluation)(evaluation.object);
      if (!mismatch) return result('pass', `validation rule '${name}' anyPattern[${i}] passed.`);
      const how = mismatch.path === '' ? `failed: ${mismatch.message}` : `failed at path ${mismatch.path}`;
      if (mismatch.skip) skips.push(`rule ${name}[${i}] skipped: ${mismatch.message}`);
      else {
        failures.push(mismatch);
        reasons.push(`rule ${name}[${i}] ${how}`);
      }
    }
    const [first] = failures;
    if (!first) return result('skip', skips.join(' '));
    const text = message(evaluation);
    const said = text === '' ? '' : `${withFullStop(text)} `;
    return result('fail', `validation error: ${said}${reasons.join(' ')}`, placed(first.path, evaluation));
  };
}

function denyHandler({ name }: RuleSource, deny: JsonObject, path: Path, message: Message): Handler {
  const isDenied = compileConditions(deny['conditions'], [...path, 'conditions']);
  const field = deniedField(deny['conditions']);
  const elementField = deniedElementField(deny['conditions']) ?? [];
  return (evaluation) => {
    const { met, message: reasons } = isDenied(evaluation.scope());
    if (!met) return result('pass', `validation rule '${name}' passed.`);
    const said = [message(evaluation), reasons].filter((one) => one !== '');
    const text = said.length > 0 ? said.join('; ') : `validation error: rule ${name} failed`;
    const place = field ? undefined : evaluation.element?.place();
    const path = place ? [...place, ...elementField] : field;
    return result('fail', text, path && { path });
  };
}

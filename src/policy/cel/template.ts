import { toJson } from '../../cel/json.ts';
import type { Program } from '../../cel/program.ts';
import { Fault, Optional } from '../../cel/values.ts';
import { parseManifests } from '../../manifests/parse.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { compileCelText } from './environment.ts';
import { placeholdersIn } from './placeholders.ts';
import { valueOf, type CelScope } from './run.ts';

/** The documents of a template, written out. @throws EvaluationError */
export type Template = (scope: CelScope) => Json[];

type Node = (scope: CelScope) => Json;

/** `template` of an entry of `generate` (docs, policy-types/generating-policy, YAML templates). @throws PolicyProblem */
export function compileTemplate({ value, interpolate }: JsonObject, path: Path): Template {
  const here = [...path, 'value'];
  const { documents, problems } = parseManifests(asString(value) ?? '');
  const fatal = problems.find((one) => one.fatal);
  if (fatal) throw new PolicyProblem(`Line ${fatal.line} of the template: ${fatal.message}`, here);
  if (documents.length === 0) throw new PolicyProblem('The template has no document.', here);
  if (interpolate !== 'cel') return () => documents.map((one) => one.value);
  const nodes = documents.map((one) => compileNode(one.value, here));
  return (scope) => nodes.map((node) => node(scope));
}

function compileNode(value: Json, path: Path): Node {
  if (typeof value === 'string') return compileText(value, path);
  if (Array.isArray(value)) return compileList(value, path);
  return isObject(value) ? compileMap(value, path) : () => value;
}

function compileList(items: readonly Json[], path: Path): Node {
  const nodes = items.map((item) => compileNode(item, path));
  return (scope) => nodes.map((node) => node(scope));
}

function compileMap(map: JsonObject, path: Path): Node {
  const entries = Object.entries(map).map(([key, value]) => {
    if (placeholdersIn(key)?.every((piece) => typeof piece === 'string') !== true)
      throw new PolicyProblem('A key of the template has a placeholder: write the whole map as one.', path);
    return [key, compileNode(value ?? null, path)] as const;
  });
  return (scope) => Object.fromEntries(entries.map(([key, node]) => [key, node(scope)]));
}

/** A placeholder that is the whole text may be of any type; one among text is a text, a number or a bool. */
function compileText(text: string, path: Path): Node {
  const pieces = placeholdersIn(text);
  if (!pieces) throw new PolicyProblem(`The template has a placeholder without an end: ${text.slice(0, 60)}`, path);
  const nodes = pieces.map((piece) => (typeof piece === 'string' ? piece : compileCelText(piece.source, path)));
  const [only] = nodes;
  if (nodes.length === 1 && typeof only === 'object') return (scope) => jsonOf(only, scope);
  return (scope) => nodes.map((node) => (typeof node === 'string' ? node : scalarOf(node, scope))).join('');
}

function jsonOf(program: Program, scope: CelScope): Json {
  const value = valueOf(program, scope);
  if (value === Optional.none) throw new EvaluationError(`"${program.source}" gives nothing`);
  const json = toJson(value);
  if (json instanceof Fault) throw new EvaluationError(json.message);
  return json;
}

function scalarOf(program: Program, scope: CelScope): string {
  const json = jsonOf(program, scope);
  if (json === null || typeof json === 'object')
    throw new EvaluationError(`"${program.source}" stands in a text and is no text, number or bool`);
  return String(json);
}

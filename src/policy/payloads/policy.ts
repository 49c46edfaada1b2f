import type { Program } from '../../cel/program.ts';
import { Fault } from '../../cel/values.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { compileCelText } from '../cel/environment.ts';
import type { CelException } from '../cel/exception.ts';
import { celPolicy, ignoresFailures, type Body, type Form, type Language } from '../cel/policy.ts';
import { compileNamed } from '../cel/run.ts';
import { Answer } from '../functions/answers.ts';
import { result } from '../kyverno/result.ts';
import { PolicyProblem } from '../problem.ts';
import type { CompiledPolicy, PayloadMode } from '../types.ts';

/** How policies of a mode are compiled: any JSON as objects are, requests by the answers of their rules. */
const MODES: Readonly<Record<PayloadMode, (spec: JsonObject, language: Language) => Body>> = {
  JSON: (spec, language) => language.compile(spec, ['spec']),
  HTTP: (spec) => compileAnswers(spec['validations'], VALIDATIONS, result('fail', 'no rule allows the request')),
  Envoy: (spec) => compileAnswers(spec['validations'], VALIDATIONS, result('pass', 'no rule denies the request')),
};

const VALIDATIONS: Path = ['spec', 'validations'];

/** A policy about something other than Kubernetes objects: `evaluation.mode`. @throws PolicyProblem */
export function compilePayloadPolicy(
  document: JsonObject,
  mode: string,
  exceptions: readonly CelException[],
  language: Language,
): CompiledPolicy {
  if (!isPayloadMode(mode)) {
    throw new PolicyProblem(`"${mode}" is no mode: Kubernetes, ${Object.keys(MODES).join(', ')}.`, [
      'spec',
      'evaluation',
      'mode',
    ]);
  }
  const spec = asObject(document['spec']);
  const compiled = {
    conditions: compileNamed(spec['matchConditions'], ['spec', 'matchConditions']),
    ignores: ignoresFailures(spec),
    variables: compileNamed(spec['variables'], ['spec', 'variables']),
    body: MODES[mode](spec, language),
  };
  const form: Form = {
    name: '',
    constraints: { matches: ({ subject }) => subject.payload === mode, mayMatch: () => true },
    compiled: () => compiled,
  };
  return { ...celPolicy(document, language.type, [form], exceptions), payload: mode };
}

function isPayloadMode(mode: string): mode is PayloadMode {
  return Object.hasOwn(MODES, mode);
}

/** The first rule with an answer decides; null is none. */
function compileAnswers(list: Json | undefined, path: Path, fallback: ReturnType<Body>): Body {
  const rules = asList(list).map((item, i) => compileRule(item, [...path, i]));
  if (rules.length === 0) throw new PolicyProblem('There is no expression that answers.', path);
  return (scope) => {
    for (const { program, source } of rules) {
      const { value } = program.run(scope);
      if (value === null) continue;
      if (value instanceof Answer) return result(value.allowed ? 'pass' : 'fail', value.reason);
      const why = value instanceof Fault ? value.message : 'is no answer: envoy.Denied(403).Response(), or null';
      return result('error', `expression "${source}": ${why}`);
    }
    return fallback;
  };
}

function compileRule(item: Json, path: Path): { readonly program: Program; readonly source: string } {
  const source = asString(asObject(item)['expression'])?.trim();
  if (!source) throw new PolicyProblem('An expression is missing.', path);
  return { source, program: compileCelText(source, [...path, 'expression']) };
}

import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import { PolicyProblem, reasonOf } from '../problem.ts';
import { targetOf, type Target } from '../target.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Subject } from '../types.ts';
import { withAutogen } from './autogen.ts';
import { compileCelPreconditions } from './cel.ts';
import { compileConditions, type Conditions } from './conditions.ts';
import { compileContext, type ContextLoader } from './context.ts';
import type { Exception } from './exception.ts';
import { compileExtractors, type Extract } from './extractors.ts';
import { compileGenerate } from './generate.ts';
import { compileExclude, compileMatch, type MatchBlock, type Matcher } from './match.ts';
import { matchesKind } from './match-kinds.ts';
import { compileMutate } from './mutate.ts';
import { UnreadableList } from './query.ts';
import { resolveReferences } from './references.ts';
import { result, type Result } from './result.ts';
import type { Evaluation, Handler, RuleSource } from './rule.ts';
import { scopeOf, type Scope } from './scope.ts';
import { compileValidate } from './validate.ts';
import { compileVerifyImages } from './verify-images.ts';

interface Rule {
  readonly name: string;
  readonly type: RuleType;
  readonly match: MatchBlock;
  readonly excluded: Matcher;
  /** What it does with an object that it matches. @throws PolicyProblem */
  readonly body: () => RuleBody;
}

interface RuleBody {
  readonly load: ContextLoader;
  readonly extract: Extract;
  readonly applies: Conditions | undefined;
  readonly celApplies: ReturnType<typeof compileCelPreconditions>;
  readonly handler: Handler;
}

interface Plan {
  readonly name: string;
  readonly namespace: string;
  readonly rules: readonly Rule[];
  readonly exceptions: readonly Exception[];
  /** `applyRules: One`: the first rule that applies is the last one. */
  readonly onlyOne: boolean;
  /** Rules by what `Target.key` says, of those that may match. */
  readonly known: Map<string, readonly Rule[]>;
}

/** Compiles a ClusterPolicy or Policy. @throws PolicyProblem with the place in the document */
export function compileKyvernoPolicy(policy: JsonObject, exceptions: readonly Exception[] = []): CompiledPolicy {
  const metadata = asObject(policy['metadata']);
  const name = asString(metadata['name']) ?? '';
  if (name === '') throw new PolicyProblem('The policy has no name.', ['metadata']);
  const namespace = policy['kind'] === 'Policy' ? (asString(metadata['namespace']) ?? 'default') : '';
  if (!Array.isArray(at(policy, 'spec', 'rules'))) throw new PolicyProblem('The policy has no rules.', ['spec']);
  const written = asList(at(policy, 'spec', 'rules')).length;
  const rules = withAutogen(policy).map(({ rule, index }) => compileRule(name, rule, ['spec', 'rules', index]));
  // what autogen makes of a rule that can be compiled is compiled when it is needed
  const problems = rules.slice(0, written).flatMap((rule) => unreadableIn(rule) ?? []);
  const plan: Plan = {
    name,
    namespace,
    rules,
    exceptions: exceptions.filter((exception) => exception.isFor(namespace === '' ? name : `${namespace}/${name}`)),
    onlyOne: at(policy, 'spec', 'applyRules') === 'One',
    known: new Map(),
  };
  return {
    kind: asString(policy['kind']) ?? '',
    name,
    namespace,
    rules: asList(at(policy, 'spec', 'rules')).map((rule) => asString(asObject(rule)['name']) ?? ''),
    types: [...new Set(rules.map(({ type }) => type))],
    problems,
    warns: at(metadata, 'annotations', 'policies.kyverno.io/scored') === 'false',
    mayMatch: (group, version, kind, subresource) =>
      rules.some((rule) => mayMatch(rule, group, version, kind, subresource)),
    evaluate: (subject, type, lookups) => evaluate(plan, subject, type, lookups),
  };
}

/** What keeps a rule from being evaluated, where others can be. @throws PolicyProblem where none can */
function unreadableIn(rule: Rule): UnreadableList | undefined {
  try {
    rule.body();
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableList) return error;
    throw error;
  }
}

const BODIES = {
  validate: compileValidate,
  mutate: compileMutate,
  generate: compileGenerate,
  verifyImages: compileVerifyImages,
} as const satisfies Record<string, (source: RuleSource, block: JsonObject, path: Path) => Handler>;

const TYPES: Readonly<Record<keyof typeof BODIES, RuleType>> = {
  validate: 'validate',
  mutate: 'mutate',
  generate: 'generate',
  verifyImages: 'verify-images',
};

function compileRule(policy: string, written: JsonObject, path: Path): Rule {
  const rule = resolveReferences(written, path);
  const name = asString(rule['name']) ?? '';
  if (name === '') throw new PolicyProblem('The rule has no name.', path);
  const body = (Object.keys(BODIES) as (keyof typeof BODIES)[]).find((key) => hasBody(rule[key]));
  if (body === undefined)
    throw new PolicyProblem(`The rule "${name}" has none of ${Object.keys(BODIES).join(', ')}.`, path);
  let known: RuleBody | undefined;
  return {
    name,
    type: TYPES[body],
    match: compileMatch(rule['match'], [...path, 'match']),
    excluded: compileExclude(rule['exclude'], [...path, 'exclude']),
    body: () => (known ??= compileBody({ policy, name, rule, path }, body)),
  };
}

function compileBody(own: Omit<RuleSource, 'extract'>, body: keyof typeof BODIES): RuleBody {
  const { rule, path } = own;
  const extract = compileExtractors(rule['imageExtractors'], [...path, 'imageExtractors']);
  return {
    load: compileContext(rule['context'], [...path, 'context']),
    extract,
    applies:
      rule['preconditions'] === undefined
        ? undefined
        : compileConditions(rule['preconditions'], [...path, 'preconditions']),
    celApplies: compileCelPreconditions(rule['celPreconditions'], [...path, 'celPreconditions']),
    handler: BODIES[body]({ ...own, extract }, asObject(rule[body]), [...path, body]),
  };
}

function hasBody(value: Json | undefined): boolean {
  return isObject(value) ? Object.keys(value).length > 0 : Array.isArray(value) && value.length > 0;
}

function evaluate(plan: Plan, first: Subject, type: RuleType, lookups: Lookups): RuleResult[] {
  const results: RuleResult[] = [];
  let subject = first;
  for (const rule of rulesFor(plan, targetOf(first))) {
    if (rule.type !== type) continue;
    const answer = evaluateRule(plan, rule, subject, lookups);
    if (!answer) continue;
    results.push({ rule: rule.name, type, ...answer });
    if (answer.patched) subject = withObject(subject, answer.patched);
    if (plan.onlyOne && answer.status !== 'skip') break;
  }
  return results;
}

function mayMatch(
  { match: { kinds } }: Rule,
  group: string,
  version: string,
  kind: string,
  subresource: string,
): boolean {
  return kinds.length === 0 || kinds.some((one) => matchesKind(one, group, version, kind, subresource));
}

const MOST_KINDS = 1000;

function rulesFor(
  { rules, known }: Plan,
  { subject, key, group, version, kind, subresource }: Target,
): readonly Rule[] {
  if (subject.parent) return rules;
  let found = known.get(key);
  if (!found) {
    if (known.size >= MOST_KINDS) known.clear();
    known.set(key, (found = rules.filter((rule) => mayMatch(rule, group, version, kind, subresource))));
  }
  return found;
}

function evaluateRule(plan: Plan, rule: Rule, subject: Subject, lookups: Lookups): Result | undefined {
  const target = targetOf(subject);
  if (plan.namespace !== '' && plan.namespace !== target.namespace) return undefined;
  if (!rule.match.matches(target) || rule.excluded(target)) return undefined;
  let scope: Scope | undefined;
  const scopeNow = (): Scope => {
    if (scope) return scope;
    const { extract, load } = rule.body();
    scope = scopeOf(subject, lookups, extract);
    load(scope, lookups.mocked?.(plan.name, rule.name));
    return scope;
  };
  try {
    return applied(plan, rule, { target, object: subject.object, lookups, scope: scopeNow });
  } catch (error) {
    return result('error', reasonOf(error));
  }
}

function applied(plan: Plan, rule: Rule, evaluation: Evaluation): Result {
  const exception = plan.exceptions.find((one) => one.covers(rule.name, evaluation));
  if (exception && !exception.podSecurity) {
    return result('skip', `rule is skipped due to policy exception ${exception.name}`, { exception: exception.name });
  }
  const { applies, celApplies, handler } = rule.body();
  if (applies && !applies(evaluation.scope()).met) return result('skip', 'preconditions not met');
  const unmet = celApplies?.(evaluation.target, evaluation.lookups);
  if (unmet) return unmet;
  return handler(exception ? { ...evaluation, exception } : evaluation);
}

function withObject(subject: Subject, object: JsonObject): Subject {
  return { ...subject, object };
}

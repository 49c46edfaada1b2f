import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asObject, asString, at } from '../../std/value.ts';
import { conditionsMatch } from '../cel/admission/conditions.ts';
import { admissionRequestOf } from '../cel/admission/request.ts';
import { splitApiVersion } from '../kyverno/match-kinds.ts';
import { PolicyProblem } from '../problem.ts';
import { targetOf } from '../target.ts';
import type { Lookups, Subject } from '../types.ts';
import { actionsAt, type EnforcementPoint } from './enforcement.ts';
import { compileGatekeeperMatch, type Origin } from './match.ts';
import { conform, fields, listOf, TEXT } from './schema.ts';
import { compileTemplate, constraintKind, isTemplate, type ConstraintTemplate } from './template.ts';

/** One violation of a constraint. */
export interface Violation {
  readonly message: string;
  /** The template could not be evaluated. */
  readonly isError: boolean;
  /** The field that it is about, where there is one. */
  readonly path?: Path;
}

/** What a constraint says of an object. */
export interface ConstraintAnswer {
  readonly violations: readonly Violation[];
  /** Deny, Warn, Audit. */
  readonly actions: readonly string[];
  /** What could not be looked up. */
  readonly gaps: readonly string[];
}

/** A constraint with its template. */
export interface Constraint {
  readonly kind: string;
  readonly name: string;
  mayMatch(group: string, kind: string): boolean;
  /** Undefined where it is not about the object, or does not count at this point. */
  review(subject: Subject, lookups: Lookups, origin?: Origin): ConstraintAnswer | undefined;
}

export function isConstraint(document: JsonObject): boolean {
  return splitApiVersion(asString(document['apiVersion']) ?? '')[0] === 'constraints.gatekeeper.sh';
}

/** @throws PolicyProblem where there is no template of its kind, or one that cannot be evaluated */
export function compileConstraint(
  document: JsonObject,
  templates: readonly JsonObject[],
  point: EnforcementPoint = 'gator.gatekeeper.sh',
): Constraint {
  const kind = asString(document['kind']) ?? '';
  const name = checkIdentity(document);
  const template = templates.find((one) => isTemplate(one) && constraintKind(one) === kind);
  if (!template)
    throw new PolicyProblem(`There is no ConstraintTemplate of the kind ${kind} beside the constraint.`, ['kind']);
  const compiled = compileOf(template);
  const spec = asObject(conform(document['spec'] ?? {}, SPEC, ['spec']));
  const filled = withParameters(document, compiled.schema.fill(spec['parameters']));
  const match = compileGatekeeperMatch(spec['match'], ['spec', 'match']);
  const actions = actionsAt(spec, point);
  return {
    kind,
    name,
    mayMatch: (group, resourceKind) => actions.length > 0 && match.mayMatch(group, resourceKind),
    review(subject, lookups, origin) {
      if (actions.length === 0 || !match.matches(targetOf(subject), lookups, origin)) return undefined;
      return { ...judged(compiled, filled, subject, lookups), actions };
    },
  };
}

const VERSIONS: ReadonlySet<string> = new Set(['v1beta1', 'v1alpha1']);

/** As names of most objects are (Kubernetes, "Object Names and IDs": DNS subdomain names). */
const NAME = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/** The constraint's name. */
function checkIdentity(document: JsonObject): string {
  const name = asString(at(document, 'metadata', 'name')) ?? '';
  if (name === '') throw new PolicyProblem('The constraint has no name.', ['metadata']);
  if (!NAME.test(name))
    throw new PolicyProblem('A name is of lower case letters, digits, "-" and ".".', ['metadata', 'name']);
  const [, version] = splitApiVersion(asString(document['apiVersion']) ?? '');
  if (!VERSIONS.has(version))
    throw new PolicyProblem(`There are constraints of ${[...VERSIONS].join(', ')}, not of ${version}.`, ['apiVersion']);
  return name;
}

const ANYTHING = { 'x-kubernetes-preserve-unknown-fields': true };

/** The fields of every constraint; `match` and the parameters have schemas of their own. */
const SPEC = fields({
  match: ANYTHING,
  parameters: ANYTHING,
  enforcementAction: TEXT,
  scopedEnforcementActions: listOf(fields({ action: TEXT, enforcementPoints: listOf(fields({ name: TEXT })) })),
});

function withParameters(document: JsonObject, parameters: Json | undefined): JsonObject {
  if (parameters === undefined) return document;
  return { ...document, spec: { ...asObject(document['spec']), parameters } };
}

/** A problem of the template is told at the constraint: its place is in another document. */
function compileOf(template: JsonObject): ConstraintTemplate {
  try {
    return compileTemplate(template);
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    throw new PolicyProblem(`The constraint is not evaluated. ${error.message}`, ['kind'], error);
  }
}

function judged(
  { variables, conditions, validate, ignores }: ConstraintTemplate,
  params: JsonObject,
  subject: Subject,
  lookups: Lookups,
): Omit<ConstraintAnswer, 'actions'> {
  const request = admissionRequestOf(subject, lookups);
  const { object, oldObject, namespaceObject } = request;
  const world = { lookups, gaps: new Set<string>() };
  const input = { request, matched: request, object, oldObject, params, namespaceObject, variables, world };
  const matching = conditionsMatch(conditions, input, ignores);
  if ('error' in matching) return { violations: [{ message: matching.error, isError: true }], gaps: [...world.gaps] };
  const decisions = matching.matches ? validate(input, ignores).decisions : [];
  return {
    violations: decisions.map(({ message, isError, path }) => ({ message, isError, ...(path && { path }) })),
    gaps: [...world.gaps],
  };
}

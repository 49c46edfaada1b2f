import { checkTypes } from '../../cel/check-types.ts';
import { DYN, isDyn, showType, type Type } from '../../cel/types.ts';
import type { JsonObject } from '../../model/json.ts';
import { asObject, asString } from '../../std/value.ts';
import { expressionsOf, kyvernoEnvironment, type Written } from '../cel-environment.ts';
import type { Tell } from './finding.ts';

/*
 * What Kyverno refuses of its kinds that are written in CEL, though it could be evaluated (kyverno.io/docs, policy types;
 * held to its command line). Kubernetes' own kinds are told by their types.
 */

const KINDS = /^(?:Namespaced)?(Validating|Mutating|Generating|Deleting)Policy$/;

export function lintRefusedCel(document: JsonObject, tell: Tell): void {
  const [, kind] = KINDS.exec(asString(document['kind']) ?? '') ?? [];
  if (!asString(document['apiVersion'])?.startsWith('policies.kyverno.io/') || kind === undefined) return;
  const variables = new Map<string, Type>();
  for (const written of expressionsOf(asObject(document['spec']))) {
    const isCondition = written.path[1] === 'matchConditions' && kind !== 'Mutating';
    lintOne(written, isCondition ? undefined : variables, tell);
  }
}

const NO_VARIABLES: ReadonlyMap<string, Type> = new Map();

/** Match conditions run before there are variables, but for mutating policies. */
const UNDEFINED = /^undefined field '(\w+)'$/;
const UNDECLARED = /^undeclared reference to '(params|authorizer)'/;

function lintOne(written: Written, variables: Map<string, Type> | undefined, tell: Tell): void {
  const { source, path, name } = written;
  const { type, problems } = checkTypes(source, kyvernoEnvironment(variables ?? NO_VARIABLES));
  for (const { message } of problems) {
    const [, absent] = UNDECLARED.exec(message) ?? [];
    if (absent !== undefined) tell('refused', path, `Kyverno's policies have no "${absent}".`);
    if (variables === undefined && ofVariables(message, source))
      tell('refused', path, 'Match conditions know no variables.', 'Write out what the variable says.');
  }
  if (path[1] !== 'variables') {
    if (problems.length === 0) lintType(type, written, tell);
  } else if (name !== undefined) variables?.set(name, problems.length === 0 ? type : DYN);
}

function ofVariables(message: string, source: string): boolean {
  const [, field] = UNDEFINED.exec(message) ?? [];
  return field !== undefined && source.includes(`variables.${field}`);
}

function lintType(type: Type, { source, path }: Written, tell: Tell): void {
  const [wanted, hint] = path.at(-1) === 'expression' ? BOOL_WANTED : TEXT_WANTED;
  const given = isDyn(type) ? 'any type' : showType(type);
  const mayBeNull = path.at(-1) === 'valueExpression' && type.name === 'null_type';
  if (!mayBeNull && isRefused(type, wanted, source))
    tell('refused', path, `The expression gives ${given}, not a ${wanted}.`, hint);
}

const BOOL_WANTED = ['bool', 'Compare it with something.'] as const;
const TEXT_WANTED = ['string', 'Wrap it in string().'] as const;

/** A field of an object as it stands, which may be of any type. */
const FIELD = /^\s*(?:object|oldObject)(?:\.[A-Za-z_]\w*)+\s*$/;

function isRefused(type: Type, wanted: string, source: string): boolean {
  return isDyn(type) ? FIELD.test(source) : type.name !== wanted;
}

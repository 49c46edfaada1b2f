import { parseManifests } from '../../manifests/parse.ts';
import type { JsonObject, Path } from '../../model/json.ts';
import { isBuiltInGroup, isClusterScoped } from '../../policy/cel/admission/scope.ts';
import { splitApiVersion } from '../../policy/kyverno/match-kinds.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import type { Tell } from './finding.ts';
import { lintConditions, lintContext, lintPodSecurity } from './refused-entries.ts';
import { lintKinds } from './refused-match.ts';

/*
 * What Kyverno refuses when a policy is made, though it could be evaluated (kyverno.io/docs, ClusterPolicy; held to its
 * command line). Fields and variables that there are not, and what cannot be compiled, are told by others.
 */

/** Fields of which a block has exactly one. */
const BODIES: readonly string[] = ['validate', 'mutate', 'generate', 'verifyImages'];
const VALIDATIONS: readonly string[] = [
  'pattern',
  'anyPattern',
  'deny',
  'foreach',
  'podSecurity',
  'cel',
  'manifests',
  'assert',
];
const MUTATIONS: readonly string[] = ['patchStrategicMerge', 'patchesJson6902', 'foreach'];
const GENERATIONS: readonly string[] = ['data', 'clone', 'cloneList', 'foreach'];

const LONGEST_NAME = 63;

export function lintRefused(document: JsonObject, tell: Tell): void {
  const spec = asObject(document['spec']);
  const rules = spec['rules'];
  if (!Array.isArray(rules)) return;
  lintTimeout(spec, tell);
  rules.forEach((item, i) => lintRule(asObject(item), ['spec', 'rules', i], document, tell));
}

function lintTimeout({ webhookTimeoutSeconds: seconds }: JsonObject, tell: Tell): void {
  if (typeof seconds !== 'number' || (seconds >= 1 && seconds <= 30)) return;
  tell('refused', ['spec', 'webhookTimeoutSeconds'], 'API servers wait between 1 and 30 seconds for a webhook.');
}

function lintRule(rule: JsonObject, path: Path, document: JsonObject, tell: Tell): void {
  const name = asString(rule['name']) ?? '';
  if (name.length > LONGEST_NAME)
    tell('refused', [...path, 'name'], `The name has ${name.length} characters, more than ${LONGEST_NAME}.`);
  lintOne(rule, BODIES, path, tell);
  lintKinds(rule, path, document, tell);
  lintContext(rule, path, tell);
  lintConditions(rule, path, tell);
  lintValidate(rule, path, tell);
  lintMutate(rule, path, tell);
  lintGenerate(asObject(rule['generate']), [...path, 'generate'], tell);
  lintImages(rule, path, asObject(document['spec']), tell);
}

/** A second field of several that shut each other out. */
function lintOne(block: JsonObject, names: readonly string[], path: Path, tell: Tell): void {
  const [first, second] = names.filter((name) => (block[name] ?? null) !== null);
  if (first === undefined || second === undefined) return;
  tell('refused', [...path, second], `There is ${first} beside ${second}: only one of them can be.`, 'Make two of it.');
}

function lintValidate(rule: JsonObject, path: Path, tell: Tell): void {
  const validate = asObject(rule['validate']);
  const here = [...path, 'validate'];
  lintOne(validate, VALIDATIONS, here, tell);
  if (rule['validate'] !== undefined && VALIDATIONS.every((name) => (validate[name] ?? null) === null))
    tell('refused', here, 'The rule says nothing to validate by.', `Write one of ${VALIDATIONS.join(', ')}.`);
  lintEach(validate, ['pattern', 'anyPattern', 'deny', 'foreach'], here, tell);
  lintPodSecurity(asObject(validate['podSecurity']), [...here, 'podSecurity'], tell);
  if (validate['cel'] !== undefined && asList(rule['context']).length > 0)
    tell('refused', [...path, 'context'], 'Expressions in CEL know no context.', 'Use cel.variables.');
  if (validate['cel'] === undefined && asList(rule['celPreconditions']).length > 0)
    tell('refused', [...path, 'celPreconditions'], 'Only rules of validate.cel have celPreconditions.');
}

function lintMutate(rule: JsonObject, path: Path, tell: Tell): void {
  const mutate = asObject(rule['mutate']);
  lintOne(mutate, MUTATIONS, [...path, 'mutate'], tell);
  lintEach(mutate, MUTATIONS, [...path, 'mutate'], tell);
  lintPatches(mutate, [...path, 'mutate'], tell);
}

const PATCHES: ReadonlySet<string> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);

/** Operations of RFC 6902, of the mutation and of its lists. */
function lintPatches(mutate: JsonObject, path: Path, tell: Tell): void {
  const here = [...path, 'patchesJson6902'];
  const text = asString(mutate['patchesJson6902']) ?? '';
  for (const patch of parseManifests(text).documents.flatMap(({ value }) => asList(value).map(asObject))) {
    const [op, pointer] = [asString(patch['op']) ?? '', asString(patch['path']) ?? ''];
    if (!PATCHES.has(op)) tell('refused', here, `JSON Patch has no operation "${op}".`);
    else if (!/^(?:\/|\{\{)/.test(pointer)) tell('refused', here, `The path "${pointer}" does not begin with "/".`);
  }
  asList(mutate['foreach']).forEach((item, i) => lintPatches(asObject(item), [...path, 'foreach', i], tell));
}

function lintEach({ foreach }: JsonObject, names: readonly string[], path: Path, tell: Tell): void {
  asList(foreach).forEach((item, i) => {
    const each = asObject(item);
    lintOne(each, names, [...path, 'foreach', i], tell);
    lintEach(each, names, [...path, 'foreach', i], tell);
  });
}

/** What is generated is named as a whole, each one of a foreach, too; lists of clones are named by their kinds. */
function lintGenerate(generate: JsonObject, path: Path, tell: Tell): void {
  if (Object.keys(generate).length === 0) return;
  lintOne(generate, GENERATIONS, path, tell);
  const each = asList(generate['foreach']);
  each.forEach((item, i) => lintGenerate(asObject(item), [...path, 'foreach', i], tell));
  if (each.length > 0) return;
  if (generate['cloneList'] === undefined) lintNamed(generate, path, tell);
  else if (asList(at(generate, 'cloneList', 'kinds')).length === 0)
    tell('refused', [...path, 'cloneList'], 'cloneList names no kinds.');
}

function lintNamed(generate: JsonObject, path: Path, tell: Tell): void {
  const missing = ['apiVersion', 'kind', 'name'].filter((name) => !asString(generate[name]));
  if (missing.length > 0) tell('refused', path, `generate needs ${missing.join(' and ')}.`);
  else if (!asString(generate['namespace']) && isOfNamespaces(generate))
    tell('refused', path, `Objects of the kind ${asString(generate['kind'])} are in a namespace: generate names none.`);
}

function isOfNamespaces({ apiVersion, kind }: JsonObject): boolean {
  const [group] = splitApiVersion(asString(apiVersion) ?? '');
  return isBuiltInGroup(group) && !isClusterScoped(group, asString(kind) ?? '', {});
}

/** Images are changed while they are verified, which rules that only audit may not do. */
function lintImages(rule: JsonObject, path: Path, spec: JsonObject, tell: Tell): void {
  asList(rule['verifyImages']).forEach((item, i) => {
    const entry = asObject(item);
    const action = asString(entry['failureAction']) ?? asString(spec['validationFailureAction']) ?? 'Audit';
    if (action.toLowerCase() === 'audit' && entry['mutateDigest'] !== false)
      tell(
        'refused',
        [...path, 'verifyImages', i],
        'A rule that only audits writes no digests.',
        'Set mutateDigest to false, or failureAction to Enforce.',
      );
  });
}

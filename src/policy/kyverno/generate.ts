import type { JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { tagsOf } from '../target.ts';
import { compileConditions } from './conditions.ts';
import { compileContext } from './context.ts';
import { compileElements } from './elements.ts';
import { result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';
import type { Scope } from './scope.ts';
import { compileSelector } from './selectors.ts';
import { asText, compileTemplate } from './template.ts';

/** The objects that a rule wants to exist. */
type Maker = (scope: Scope) => JsonObject[];

/** A `generate` rule: its objects as they should be; making and keeping them is somebody else's. */
export function compileGenerate(source: RuleSource, block: JsonObject, path: Path): Handler {
  const make = compileMaker(source, block, path);
  return ({ scope }) => {
    const generated = make(scope());
    if (generated.length === 0) return result('skip', 'nothing to generate');
    return result('pass', 'resource is generated', { generated });
  };
}

function compileMaker(source: RuleSource, block: JsonObject, path: Path): Maker {
  if (block['foreach'] !== undefined) {
    const entries = asList(block['foreach']).map((entry, i) =>
      compileEach(source, asObject(entry), [...path, 'foreach', i]),
    );
    return (scope) => entries.flatMap((make) => make(scope));
  }
  if (isObject(block['clone'])) return compileClone(block, path);
  if (isObject(block['cloneList'])) return compileCloneList(block, path);
  if (!asString(block['kind'])) throw new PolicyProblem('A generate rule needs a kind, a clone or a cloneList.', path);
  const template = compileTemplate({ ...identity(block), data: block['data'] ?? {} }, path);
  return (scope) => {
    const filled = asObject(template.resolve(scope));
    return [placed(asObject(filled['data']), filled)];
  };
}

function compileEach(source: RuleSource, entry: JsonObject, path: Path): Maker {
  const elementsOf = compileElements(entry, path, 0);
  const load = compileContext(entry['context'], [...path, 'context']);
  const applies = compileConditions(entry['preconditions'], [...path, 'preconditions']);
  const make = compileMaker(source, entry, path);
  return (scope) =>
    elementsOf(scope).flatMap((element) => {
      load(element.scope, scope.lookups.mocked?.(source.policy, source.name));
      return applies(element.scope).met ? make(element.scope) : [];
    });
}

function identity(block: JsonObject): JsonObject {
  const { apiVersion = '', kind = '', namespace = '', name = '' } = block;
  return { apiVersion, kind, namespace, name };
}

/** The object with the kind and name that the rule gives it. */
function placed(object: JsonObject, as: JsonObject): JsonObject {
  const { namespace: _, ...metadata } = asObject(object['metadata']);
  const namespace = asString(as['namespace']);
  return {
    ...object,
    apiVersion: as['apiVersion'] || object['apiVersion'],
    kind: as['kind'] || object['kind'],
    metadata: { ...metadata, name: as['name'] || metadata['name'], ...(namespace && { namespace }) },
  };
}

function compileClone(block: JsonObject, path: Path): Maker {
  const template = compileTemplate({ ...identity(block), clone: block['clone'] ?? {} }, path);
  return (scope) => {
    const filled = asObject(template.resolve(scope));
    const clone = asObject(filled['clone']);
    const [name, namespace] = [asText(clone['name'] ?? ''), asText(clone['namespace'] ?? '')];
    const objects = scope.lookups.objects?.(asText(filled['apiVersion'] ?? ''), asText(filled['kind'] ?? '')) ?? [];
    const found = objects.find((object) => isNamed(object, name, namespace));
    if (!found)
      throw new EvaluationError(`the source ${namespace === '' ? name : `${namespace}/${name}`} is not found`);
    return [placed(cleaned(found), filled)];
  };
}

function isNamed(object: JsonObject, name: string, namespace: string): boolean {
  const metadata = asObject(object['metadata']);
  return metadata['name'] === name && (asString(metadata['namespace']) ?? '') === namespace;
}

/** Without what a server or another owner wrote. */
function cleaned(object: JsonObject): JsonObject {
  const { status: _, ...rest } = object;
  const metadata = Object.entries(asObject(object['metadata'])).filter(([key]) => !OWN_KEYS.has(key));
  return { ...rest, metadata: Object.fromEntries(metadata) };
}

const OWN_KEYS: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'ownerReferences',
  'selfLink',
]);

/** Every object of the kinds in a namespace, copied to another. */
function compileCloneList(block: JsonObject, path: Path): Maker {
  const at: Path = [...path, 'cloneList'];
  const list = asObject(block['cloneList']);
  const template = compileTemplate({ from: list['namespace'] ?? '', to: block['namespace'] ?? '' }, path);
  const kinds = asStrings(list['kinds']).map((kind) => {
    const slash = kind.lastIndexOf('/');
    return [kind.slice(0, Math.max(slash, 0)), kind.slice(slash + 1)] as const;
  });
  const selected = list['selector'] ? compileSelector(list['selector'], [...at, 'selector']) : () => true;
  return (scope) => {
    const { from = '', to = '' } = asObject(template.resolve(scope));
    return kinds.flatMap(([apiVersion, kind]) =>
      (scope.lookups.objects?.(apiVersion, kind) ?? [])
        .filter((object) => {
          const metadata = asObject(object['metadata']);
          return (asString(metadata['namespace']) ?? '') === from && selected(tagsOf(metadata['labels']));
        })
        .map((object) => placed(cleaned(object), { namespace: to })),
    );
  };
}

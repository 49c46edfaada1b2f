import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asObject, isObject } from '../../std/value.ts';
import { compileSelector, type TagMatcher } from '../kyverno/selectors.ts';
import type { Target } from '../target.ts';
import { pluralOf } from './plural.ts';
import { names, readResourceRules, type ResourceRule } from './resource-rules.ts';

/** `matchConstraints`, or the `matchResources` of a binding. */
export interface Constraints {
  matches(target: Target): boolean;
  mayMatch(group: string, version: string, kind: string, subresource: string): boolean;
}

/** No rules match everything. `matchPolicy` is read as Equivalent of versions: objects come in the version they are written in. */
export function compileConstraints(constraints: Json | undefined, path: Path): Constraints {
  const block = asObject(constraints);
  const { rules, excluded } = readResourceRules(block);
  const object = selectorOf(block, 'objectSelector', path);
  const namespace = selectorOf(block, 'namespaceSelector', path);
  return {
    mayMatch: (group, version, kind, subresource) =>
      rules.length === 0 || rules.some((rule) => coversKind(rule, group, version, pluralOf(kind), subresource)),
    matches(target) {
      if (rules.length > 0 && !rules.some((rule) => covers(rule, target))) return false;
      if (excluded.some((rule) => covers(rule, target))) return false;
      return object(target.labels) && (!isObject(block['namespaceSelector']) || inNamespace(namespace, target));
    },
  };
}

function selectorOf(block: JsonObject, key: string, path: Path): TagMatcher {
  const selector = block[key];
  return isObject(selector) ? compileSelector(selector, [...path, key]) : () => true;
}

/** A namespace is judged by its own labels; objects of the cluster are in none, so that no selector leaves them out. */
function inNamespace(selects: TagMatcher, { kind, labels, namespace, subject }: Target): boolean {
  if (kind === 'Namespace') return selects(labels);
  if (namespace === '' && Object.keys(subject.namespaceLabels).length === 0) return selects({});
  return selects(subject.namespaceLabels);
}

function covers(rule: ResourceRule, { group, version, kind, subresource, name, namespace, subject }: Target): boolean {
  const operation = rule.operations.length === 0 || names(rule.operations, subject.operation);
  const isNamed = rule.names.length === 0 || rule.names.includes(name);
  const scoped = rule.scope === '*' || (rule.scope === 'Namespaced') === (namespace !== '');
  const { parent } = subject;
  const covered = parent
    ? coversKind(rule, parent.group, parent.version, pluralOf(parent.kind), subresource)
    : coversKind(rule, group, version, pluralOf(kind), subresource);
  return operation && isNamed && scoped && covered;
}

function coversKind(rule: ResourceRule, group: string, version: string, plural: string, subresource: string): boolean {
  if (!names(rule.groups, group) || !names(rule.versions, version)) return false;
  return rule.resources.some((resource) => {
    const [name = '', sub = ''] = resource.split('/', 2);
    return (name === '*' || name === plural) && (sub === '*' || sub === subresource);
  });
}

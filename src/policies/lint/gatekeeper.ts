import type { Json, JsonObject, Path } from '../../model/json.ts';
import { constraintKind, isTemplate } from '../../policy/gatekeeper/template.ts';
import { isBuiltInGroup } from '../../policy/cel/admission/scope.ts';
import { builtInKinds } from '../../policy/kinds.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../../std/value.ts';
import { lintFields, tellUnknown } from './fields.ts';
import type { Tell } from './finding.ts';

/** Looks at a ConstraintTemplate, a constraint or a mutator of Gatekeeper; `documents` are those that lie beside it. */
export function lintGatekeeper(document: JsonObject, documents: readonly JsonObject[], tell: Tell): void {
  lintFields(document, tell);
  lintKinds(document, tell);
  if (asString(document['apiVersion'])?.startsWith('constraints.')) lintParameters(document, documents, tell);
}

/** Kinds of Kubernetes itself that are in none of the groups named beside them. */
function lintKinds(document: JsonObject, tell: Tell): void {
  asList(at(document, 'spec', 'match', 'kinds')).forEach((item, i) => {
    const entry = asObject(item);
    const groups = asStrings(entry['apiGroups']);
    if (groups.length === 0 || !groups.every(isBuiltInGroup)) return;
    asStrings(entry['kinds']).forEach((kind, j) => {
      const homes = builtInKinds().filter((one) => one.kind === kind);
      if (kind === '*' || homes.some(({ group }) => groups.includes(group))) return;
      const [home] = homes;
      const hint = home ? `${kind} is in the group "${home.group}".` : 'Names of kinds are case-sensitive.';
      const path: Path = ['spec', 'match', 'kinds', i, 'kinds', j];
      tell('dead-match', path, `There is no kind ${kind} in ${groups.map((group) => `"${group}"`).join(', ')}.`, hint);
    });
  });
}

/** What a constraint says to its template must be what the template's schema knows. */
function lintParameters(document: JsonObject, documents: readonly JsonObject[], tell: Tell): void {
  const template = documents.find((one) => isTemplate(one) && constraintKind(one) === document['kind']);
  const schema = at(template, 'spec', 'crd', 'spec', 'validation', 'openAPIV3Schema');
  if (template && isObject(schema)) inspect(at(document, 'spec', 'parameters'), schema, ['spec', 'parameters'], tell);
}

const DEEPEST = 50;

function inspect(value: Json | undefined, schema: JsonObject, path: Path, tell: Tell): void {
  if (path.length > DEEPEST) return;
  const properties = asObject(schema['properties']);
  if (Array.isArray(value)) {
    value.forEach((item, i) => inspect(item, asObject(schema['items']), [...path, i], tell));
    return;
  }
  const isOpen = Object.keys(properties).length === 0 || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (!isObject(value) || isOpen || isObject(schema['additionalProperties'])) return;
  for (const [key, inner] of Object.entries(value)) {
    if (Object.hasOwn(properties, key)) inspect(inner, asObject(properties[key]), [...path, key], tell);
    else tellUnknown(key, Object.keys(properties), [...path, key], tell);
  }
}

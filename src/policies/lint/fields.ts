import type { Json, JsonObject, Path } from '../../model/json.ts';
import { splitApiVersion } from '../../policy/kyverno/match-kinds.ts';
import { closest } from '../../std/distance.ts';
import { asString, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';
import { type FieldShape, shapeOf, SPECS } from './shapes.ts';

/** Fields that a document of this kind does not have: an API server drops them, or refuses the document. */
export function lintFields(document: JsonObject, tell: Tell): void {
  const [group] = splitApiVersion(asString(document['apiVersion']) ?? '');
  const shape = SPECS[`${group}/${asString(document['kind']) ?? ''}`] ?? SPECS[`${group}/*`];
  if (shape !== undefined) inspect(document['spec'], { shape, isList: false }, ['spec'], tell);
}

function inspect(value: Json | undefined, { shape, isList }: FieldShape, path: Path, tell: Tell): void {
  const fields = shapeOf(shape);
  if (!fields) return;
  if (Array.isArray(value)) {
    // The older form of conditions is a list of them.
    const inner = isList ? shape : shape === 'conditions' ? 'condition' : undefined;
    if (inner) value.forEach((item, i) => inspect(item, { shape: inner, isList: false }, [...path, i], tell));
    return;
  }
  if (!isObject(value) || isList) return;
  for (const [key, item] of Object.entries(value)) {
    const field = fields.get(key);
    if (field) inspect(item, field, [...path, key], tell);
    else tellUnknown(key, [...fields.keys()], [...path, key], tell);
  }
}

export function tellUnknown(key: string, known: readonly string[], path: Path, tell: Tell): void {
  const near = closest(key, known);
  const parent = path.slice(0, -1).findLast((step) => typeof step === 'string') ?? 'it';
  tell(
    'unknown-field',
    path,
    `There is no field "${key}" in ${parent}.`,
    near ? `Did you mean "${near}"?` : `There are ${known.join(', ')}.`,
  );
}

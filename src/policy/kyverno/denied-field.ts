import type { Json, Path } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import { commonField, type Fields } from '../cel/places.ts';

const OBJECT_FIELD = /\brequest\.object((?:\.[A-Za-z_]\w*)+)/g;
const ELEMENT_FIELD = /\belement((?:\.[A-Za-z_]\w*)+)/g;

/** What the keys of conditions read of the object, where that is one field or all in one: `{{ request.object.spec.type }}`. */
export function deniedField(conditions: Json | undefined): Path | undefined {
  return fieldIn(conditions, OBJECT_FIELD);
}

/** The same of the element of a foreach: `{{ element.image }}`. */
export function deniedElementField(conditions: Json | undefined): Path | undefined {
  return fieldIn(conditions, ELEMENT_FIELD);
}

function fieldIn(conditions: Json | undefined, field: RegExp): Path | undefined {
  const keys = listed(conditions).map((one) => asString(asObject(one)['key']) ?? '');
  const paths = keys.flatMap((key) =>
    Array.from(key.matchAll(field), ([, fields = '']): Fields => fields.slice(1).split('.')),
  );
  return commonField(paths);
}

/** Conditions of a list, of `any` and of `all`. */
function listed(conditions: Json | undefined): readonly Json[] {
  if (!isObject(conditions)) return asList(conditions).flatMap((one) => (isBlock(one) ? listed(one) : [one]));
  return [...asList(conditions['any']), ...asList(conditions['all'])];
}

function isBlock(value: Json): boolean {
  return isObject(value) && (value['any'] !== undefined || value['all'] !== undefined);
}

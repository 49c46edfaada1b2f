import type { JsonObject } from '../../../model/json.ts';
import { asString } from '../../../std/value.ts';
import type { Matched } from './match.ts';

/**
 * The object as another version of its kind has it. Custom resources without a conversion webhook change no field, nor do
 * the versions of built-in kinds that are served side by side but for HorizontalPodAutoscaler and Event.
 */
export function inVersion(object: JsonObject | null, { kind: { group, version } }: Matched): JsonObject | null {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  if (!object || asString(object['apiVersion']) === apiVersion) return object;
  return { ...object, apiVersion };
}

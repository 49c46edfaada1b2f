import { toResource } from '../src/kubernetes/resource.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { Origin, Resource } from '../src/model/resource.ts';

const place = { file: 'objects.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Where objects of a test come from for which no place matters. */
export const origin: Origin = { file: 'objects.yaml', editable: false, locate: () => place };

/** Objects as an inventory holds them; what has no kind or name is left out. */
export function resourcesOf(objects: readonly JsonObject[]): Resource[] {
  return objects.flatMap((object) => toResource(object, origin) ?? []);
}

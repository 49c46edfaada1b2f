import type { Json, JsonObject, Path } from '../model/json.ts';
import type { RawFinding } from '../model/finding.ts';
import { digest } from '../std/hash.ts';
import { at, isObject } from '../std/value.ts';

/**
 * Identity of a finding across runs: rule, object, file and the path with list items by name, so that moved lines,
 * reordered containers and edits elsewhere do not change it.
 */
export function fingerprint({ check, resource, violation }: RawFinding): string {
  const { apiVersion, kind, namespace, name, origin, object } = resource;
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  const path = namedPath(object, violation.path);
  return digest(JSON.stringify([check.id, origin.file, group, kind, namespace, name, path]));
}

function namedPath(object: JsonObject, path: Path): (string | number)[] {
  return path.map((step, i) => {
    if (typeof step === 'string') return step;
    const item: Json | undefined = at(object, ...path.slice(0, i + 1));
    const name = isObject(item) ? item['name'] : item;
    return typeof name === 'string' ? `=${name}` : step;
  });
}

import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import type { ApiResource } from '../discovery.ts';

/**
 * Reads the objects of a watch as `listAll` gives them: with what they are, and out of a table where columns are asked for.
 * A table names its columns in the first event of a watch alone.
 */
export function createUnpacking(
  { group, version, kind }: ApiResource,
  columns: Readonly<Record<string, string>> | undefined,
): (object: JsonObject) => JsonObject {
  const apiVersion = group ? `${group}/${version}` : version;
  let names: readonly (string | undefined)[] = [];
  const named = (object: JsonObject): JsonObject => {
    const { apiVersion: _version, kind: _kind, ...rest } = object;
    return { apiVersion, kind, ...rest };
  };
  return (object) => {
    if (!columns || object['kind'] !== 'Table') return named(object);
    const definitions = asList(object['columnDefinitions']);
    if (definitions.length > 0) names = definitions.map((column) => asString(asObject(column)['name']));
    const row = asObject(asList(object['rows'])[0]);
    const cells = asList(row['cells']);
    const fields = Object.entries(columns).map(([field, name]) => [field, cells[names.indexOf(name)]]);
    return { ...named(asObject(row['object'])), ...Object.fromEntries(fields) };
  };
}

import { parseManifests } from '../../manifests/parse.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { literalsOf } from '../../terraform/literals.ts';
import type { Loader } from './loader.ts';
import { variableFiles } from './files.ts';

/** Values of variables from the command line: files, then `name=value` pairs, which win. */
export interface GivenVariables {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly pairs: readonly string[];
}

/** The values that a root module's variables are given. */
export function inputsOf(folder: string, loader: Loader, given: GivenVariables): Map<string, Json> {
  const inputs = new Map<string, Json>();
  for (const path of [...variableFiles(folder), ...given.files]) {
    const file = loader.file(path);
    if (!file) continue;
    for (const [name, value] of path.endsWith('.json') ? jsonEntries(file.text) : literalsOf(file))
      inputs.set(name, value);
  }
  for (const pair of given.pairs) {
    const equals = pair.indexOf('=');
    if (equals > 0) inputs.set(pair.slice(0, equals), asValue(pair.slice(equals + 1)));
  }
  return inputs;
}

function jsonEntries(text: string): [string, Json][] {
  const value = parseManifests(text).documents[0]?.value ?? null;
  return isObject(value) ? Object.entries(value).map(([name, inner]) => [name, inner ?? null]) : [];
}

/** Lists and objects are written as JSON; all else is text, which the variable's type turns into what it is. */
function asValue(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  return parseManifests(text).documents[0]?.value ?? text;
}

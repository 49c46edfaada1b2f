import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem, reasonOf } from '../problem.ts';
import type { Mocked } from '../types.ts';
import { readQuery } from './query.ts';
import type { Scope } from './scope.ts';
import { asText, compileTemplate, type Template } from './template.ts';
import { dottedPath } from './values.ts';

/** Adds a rule's `context` to a scope. Entries are worked out when they are first asked for. */
export type ContextLoader = (scope: Scope, mocked: Mocked | undefined) => void;

interface Entry {
  readonly name: string;
  /** Whether values that stand in for the world may replace it. */
  readonly mockable: boolean;
  /** Undefined where nobody knows. */
  readonly compute: (scope: Scope) => Json | undefined;
}

export function compileContext(context: Json | undefined, path: Path): ContextLoader {
  const entries = asList(context).map((entry, i) => compileEntry(asObject(entry), [...path, i]));
  return (scope, mocked) => {
    for (const [name, value] of Object.entries(mocked?.values ?? {})) scope.set(name, value);
    const names = new Set(
      [...Object.keys(mocked?.values ?? {}), ...Object.keys(scope.subject.values ?? {})].map(firstStep),
    );
    for (const { name, mockable, compute } of entries) {
      if (!mockable || !names.has(name)) scope.defer(name, () => compute(scope));
    }
    for (const [name, values] of Object.entries(mocked?.foreachValues ?? {})) {
      const value = values[scope.elementIndex];
      if (value !== undefined) scope.set(name, value);
    }
  };
}

function firstStep(name: string): string {
  return dottedPath(name)[0] ?? name;
}

type Reader = (entry: JsonObject, path: Path) => Entry['compute'];

const READERS: Readonly<Record<string, Reader>> = {
  variable,
  configMap,
  apiCall,
  imageRegistry,
  globalReference,
};

function compileEntry(entry: JsonObject, path: Path): Entry {
  const name = asString(entry['name']);
  if (!name) throw new PolicyProblem('A context entry needs a name.', path);
  const source = Object.keys(READERS).find((key) => isObject(entry[key]));
  if (source === undefined) {
    throw new PolicyProblem(`The context entry "${name}" needs one of ${Object.keys(READERS).join(', ')}.`, path);
  }
  const read = READERS[source];
  const compute = read?.(asObject(entry[source]), [...path, source]);
  if (!compute) throw new PolicyProblem(`The context entry "${name}" cannot be read.`, path);
  return { name, mockable: source !== 'variable', compute };
}

/** A `jmesPath` of an entry, which may itself hold variables; without data it is asked of all that is known. */
function pathQuery(
  entry: JsonObject,
  path: Path,
): ((data: Json | undefined, scope: Scope) => Json | undefined) | undefined {
  const text = asString(entry['jmesPath']);
  if (!text) return undefined;
  const template = compileTemplate(text, [...path, 'jmesPath']);
  if (!template.dynamic) readQuery(text, [...path, 'jmesPath']);
  return (data, scope) => {
    const query = asText(template.resolve(scope));
    return data === undefined ? scope.query(query) : scope.queryOn(query, data);
  };
}

function variable(entry: JsonObject, path: Path): Entry['compute'] {
  const value = entry['value'] === undefined ? undefined : compileTemplate(entry['value'], [...path, 'value']);
  const fallback = entry['default'] === undefined ? undefined : compileTemplate(entry['default'], [...path, 'default']);
  const query = pathQuery(entry, path);
  return (scope) => {
    try {
      const found = query ? query(value?.resolve(scope), scope) : value?.resolve(scope);
      if (found !== undefined && found !== null) return found;
    } catch (error) {
      if (!fallback) throw error;
      reasonOf(error);
    }
    if (fallback) return fallback.resolve(scope);
    throw new EvaluationError(
      `failed to evaluate the variable: ${asString(entry['jmesPath']) ?? 'it'} is not found${query ? `: ${scope.missing(asString(entry['jmesPath']) ?? '')}` : ''}`,
    );
  };
}

function configMap(entry: JsonObject, path: Path): Entry['compute'] {
  const name = compileTemplate(entry['name'] ?? '', [...path, 'name']);
  const namespace = compileTemplate(entry['namespace'] ?? 'default', [...path, 'namespace']);
  return (scope) =>
    scope.lookups.configMap?.(asText(namespace.resolve(scope)) || 'default', asText(name.resolve(scope)));
}

function apiCall(entry: JsonObject, path: Path): Entry['compute'] {
  const url = compileTemplate(entry['urlPath'] ?? '', [...path, 'urlPath']);
  const data = compileTemplate(asList(entry['data']) as Json[], [...path, 'data']);
  const fallback = entry['default'] === undefined ? undefined : compileTemplate(entry['default'], [...path, 'default']);
  const service = asString(asObject(entry['service'])['url']);
  const query = pathQuery(entry, path);
  return (scope) => {
    const pairs = asList(data.resolve(scope)).map(
      (item) => [asString(asObject(item)['key']) ?? '', asObject(item)['value']] as const,
    );
    const answer = scope.lookups.apiCall?.({
      urlPath: asText(url.resolve(scope)),
      method: asString(entry['method']) ?? 'GET',
      ...(pairs.length > 0 && { data: Object.fromEntries(pairs) }),
      ...(service !== undefined && { service }),
    });
    if (answer === undefined) return fallback?.resolve(scope);
    return query ? (query(answer, scope) ?? fallback?.resolve(scope)) : answer;
  };
}

function imageRegistry(entry: JsonObject, path: Path): Entry['compute'] {
  const reference = compileTemplate(entry['reference'] ?? '', [...path, 'reference']);
  return looked(reference, entry, path, (scope, text) => scope.lookups.imageData?.(text));
}

function globalReference(entry: JsonObject, path: Path): Entry['compute'] {
  const name = compileTemplate(entry['name'] ?? '', [...path, 'name']);
  return looked(name, entry, path, (scope, text) => scope.lookups.globalReference?.(text));
}

function looked(
  name: Template,
  entry: JsonObject,
  path: Path,
  look: (scope: Scope, name: string) => Json | undefined,
): Entry['compute'] {
  const query = pathQuery(entry, path);
  return (scope) => {
    const answer = look(scope, asText(name.resolve(scope)));
    return answer === undefined || !query ? answer : query(answer, scope);
  };
}

import { overloads, type Library } from '../../cel/library.ts';
import { toJson } from '../../cel/json.ts';
import { CelObject, Fault, type Value } from '../../cel/values.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import { compileQuery } from '../expression.ts';
import { RECEIVERS, Receiver } from '../functions/receiver.ts';
import type { Lookups } from '../types.ts';

/* What expressions of Kyverno ask of the world: `resource`, `globalContext`, `image`, `http`, `generator`. Each evaluation
 * has its own receivers, which hold the lookups. */

/** Takes the objects that a policy generates. */
export class Generator extends CelObject {
  readonly typeName = 'kyverno.generator';
  readonly objects: JsonObject[] = [];
}

export function worldOf(lookups: Lookups): Record<string, Value> {
  const entries = Object.entries(RECEIVERS).map(([name, type]) => [name, new Receiver(type, lookups)] as const);
  return Object.fromEntries(entries);
}

function inBothSpellings(runs: Readonly<Record<string, Library['overloads'][number]['run']>>): Library['overloads'] {
  const spelled = Object.entries(runs).flatMap(([signature, run]) => {
    const small = signature.replace(/>\.([A-Z])/, (_, letter: string) => `>.${letter.toLowerCase()}`);
    return [[signature, run] as const, [small, run] as const];
  });
  return overloads(Object.fromEntries(spelled));
}

export const WORLD: Library = {
  name: 'kyverno',
  overloads: inBothSpellings({
    '<kyverno.resource>.Get(string, string, string, string): dyn': get,
    '<kyverno.resource>.List(string, string, string): dyn': list,
    '<kyverno.resource>.List(string, string, string, map<string, string>): dyn': list,
    '<kyverno.resource>.Post(string, string, map<string, dyn>): dyn': (
      own: Receiver,
      version: string,
      name: string,
      body: Value,
    ) => post(own, version, name, '', body),
    '<kyverno.resource>.Post(string, string, string, map<string, dyn>): dyn': post,
    '<kyverno.globalContext>.Get(string, string): dyn': globalValue,
    '<kyverno.image>.GetMetadata(string): dyn': metadata,
    '<kyverno.http>.Get(string): dyn': (http: Receiver, url: string) => request(http, 'GET', url),
    '<kyverno.http>.Get(string, map<string, string>): dyn': (http: Receiver, url: string) => request(http, 'GET', url),
    '<kyverno.http>.Post(string, dyn): dyn': (http: Receiver, url: string, body: Value) =>
      request(http, 'POST', url, body),
    '<kyverno.http>.Post(string, dyn, map<string, string>): dyn': (http: Receiver, url: string, body: Value) =>
      request(http, 'POST', url, body),
    // The certificates that a client trusts change nothing here: whoever answers calls is asked.
    '<kyverno.http>.Client(string): kyverno.http': (http: Receiver) => http,
    '<kyverno.generator>.Apply(string, list<dyn>): bool': apply,
  }),
};

function get({ lookups }: Receiver, apiVersion: string, resource: string, namespace: string, name: string): Value {
  const found = listed(lookups, apiVersion, resource, namespace).find(
    (one) => asObject(one['metadata'])['name'] === name,
  );
  return found ?? new Fault(`${resource} "${name}" not found`);
}

function list({ lookups }: Receiver, apiVersion: string, resource: string, namespace: string, labels?: Value): Value {
  const wanted = labels === undefined ? {} : asObject(toJson(labels) as Json);
  const items = listed(lookups, apiVersion, resource, namespace).filter((one) => {
    const own = asObject(asObject(one['metadata'])['labels']);
    return Object.entries(wanted).every(([key, value]) => own[key] === value);
  });
  return { apiVersion, kind: 'List', items };
}

/** A request that makes an object, such as a review of rights, at the path of the API server. */
function post(own: Receiver, apiVersion: string, resource: string, namespace: string, body: Value): Value {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const path = namespace === '' ? `${root}/${resource}` : `${root}/namespaces/${namespace}/${resource}`;
  const data = toJson(body);
  if (data instanceof Fault) return data;
  const answer = own.lookups.apiCall?.({ urlPath: path, method: 'POST', data });
  return answer ?? new Fault(`nothing answers for ${path}`);
}

function listed(lookups: Lookups, apiVersion: string, resource: string, namespace: string): readonly JsonObject[] {
  const objects = lookups.resources?.(apiVersion, resource) ?? [];
  if (namespace === '') return objects;
  return objects.filter((one) => (asString(asObject(one['metadata'])['namespace']) ?? 'default') === namespace);
}

function globalValue({ lookups }: Receiver, name: string, projection: string): Value {
  const value = lookups.globalReference?.(name);
  if (value === undefined) return new Fault(`the global context entry "${name}" is not known`);
  if (projection === '') return value;
  if (isObject(value) && Object.hasOwn(value, projection)) return value[projection] ?? null;
  return compileQuery(projection).evaluate(value) ?? new Fault(`"${projection}" is not in the entry "${name}"`);
}

function metadata({ lookups }: Receiver, reference: string): Value {
  return lookups.imageData?.(reference) ?? new Fault(`nothing is known of the image ${reference}`);
}

function request({ lookups }: Receiver, method: string, url: string, body?: Value): Value {
  const data = body === undefined ? undefined : (toJson(body) as Json);
  const answer = lookups.apiCall?.({ urlPath: '', service: url, method, ...(data !== undefined && { data }) });
  return answer ?? new Fault(`nothing answers for ${url}`);
}

function apply(generator: Generator, namespace: string, items: readonly Value[]): Value {
  for (const item of items) {
    const object = toJson(item);
    if (object instanceof Fault) return object;
    for (const one of isList(object) ? asList(asObject(object)['items']) : [object]) {
      if (isObject(one)) generator.objects.push(inNamespace(one, namespace));
    }
  }
  return true;
}

function isList(value: Json): boolean {
  return isObject(value) && Array.isArray(value['items']);
}

/** The object in the namespace, whatever its own: what is copied goes where the policy sends it. */
function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = asObject(object['metadata']);
  return namespace === '' ? object : { ...object, metadata: { ...metadata, namespace } };
}

import { typeOf } from '../kubernetes/kinds.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { parseApiPath, type ApiPath } from '../policy/api-path.ts';
import { pluralOf } from '../policy/cel/plural.ts';
import { typeOfResource } from '../policy/kinds.ts';
import { compileQuery, evaluateQuery } from '../policy/expression.ts';
import { splitApiVersion } from '../policy/kyverno/match-kinds.ts';
import { holdsFor, parseLabelQuery } from '../policy/label-query.ts';
import { tagsOf } from '../policy/target.ts';
import type { ApiCall, Lookups } from '../policy/types.ts';
import { asList, asObject, asString, at } from '../std/value.ts';
import { authorizeIn } from './policy-rights.ts';

/** What stands in for a cluster when a policy asks for other objects. */
export interface LookupWorld {
  readonly inventory: Inventory;
  /** Objects that lie among the policies: config maps, entries of the global context. */
  readonly beside: Inventory;
  /** Everything that a cluster holds was read: what is not there does not exist. Else nobody knows. */
  readonly complete: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Answers lookups from objects that were read: config maps, API paths, parameters, sources of clones, rights. */
export function lookupsIn(world: LookupWorld): Lookups {
  return {
    configMap: (namespace, name) => findIn(world, 'ConfigMap', namespace, name)?.object,
    objects: (apiVersion, kind) => objectsOf(world, typeOf(apiVersion, kind)),
    resources: (apiVersion, resource) => objectsOf(world, typeIn(world, apiVersion, resource) ?? ''),
    apiCall: (call) => answer(world, call),
    globalReference: (name) => globalEntry(world, name),
    authorize: authorizeIn([world.inventory, world.beside], world.complete),
    now: () => world.now,
  };
}

function findIn(
  { inventory, beside }: LookupWorld,
  type: string,
  namespace: string,
  name: string,
): Resource | undefined {
  for (const one of [inventory, beside]) {
    const found = one.find(type, namespace, name) ?? (namespace === 'default' ? one.find(type, '', name) : undefined);
    if (found) return found;
  }
  return undefined;
}

function objectsOf({ inventory, beside }: LookupWorld, type: string): readonly JsonObject[] {
  return [...inventory.ofType(type), ...beside.ofType(type)].map(({ object }) => object);
}

/** Built-in resources by their name; custom ones by the kinds that are there. */
function typeIn({ inventory, beside }: LookupWorld, apiVersion: string, resource: string): string | undefined {
  const known = typeOfResource(apiVersion, resource);
  if (known !== undefined) return known;
  const key = `${splitApiVersion(apiVersion)[0]}/${resource}`;
  return inventory.derive(typesByResource).get(key) ?? beside.derive(typesByResource).get(key);
}

function typesByResource({ resources }: Inventory): ReadonlyMap<string, string> {
  return new Map(
    resources.map(
      ({ apiVersion, kind, type }) => [`${splitApiVersion(apiVersion)[0]}/${pluralOf(kind)}`, type] as const,
    ),
  );
}

/** Only what an API server would answer from what it stores; other services are not asked. */
function answer(world: LookupWorld, { urlPath, method, service }: ApiCall): Json | undefined {
  const path = service === undefined && method === 'GET' ? parseApiPath(urlPath) : undefined;
  if (!path || path.subresource !== '') return undefined;
  const type = typeIn(world, path.apiVersion, path.resource);
  if (type === undefined) return undefined;
  const objects = objectsOf(world, type);
  if (objects.length === 0 && !world.complete) return undefined;
  return path.name === '' ? listOf(path, objects) : objects.find((one) => isNamed(one, path));
}

function listOf(path: ApiPath, objects: readonly JsonObject[]): Json | undefined {
  const wanted = parseLabelQuery(path.query.get('labelSelector') ?? '');
  if (!wanted) return undefined;
  const items = objects.filter(
    (one) => isWithin(one, path.namespace) && holdsFor(wanted, tagsOf(at(one, 'metadata', 'labels'))),
  );
  const kind = asString(objects[0]?.['kind']) ?? '';
  return { apiVersion: path.apiVersion, kind: `${kind}List`, metadata: {}, items };
}

function isNamed(object: JsonObject, { namespace, name }: ApiPath): boolean {
  return at(object, 'metadata', 'name') === name && isWithin(object, namespace);
}

function isWithin(object: JsonObject, namespace: string): boolean {
  const own = asString(at(object, 'metadata', 'namespace'));
  return namespace === '' || (own ?? 'default') === namespace;
}

/** A `GlobalContextEntry`, or with a dot one of its projections. */
function globalEntry(world: LookupWorld, name: string): Json | undefined {
  const whole = entryNamed(world, name);
  const dot = name.indexOf('.');
  if (whole || dot < 0) return whole && entryValue(world, whole);
  const entry = entryNamed(world, name.slice(0, dot));
  const value = entry && entryValue(world, entry);
  const projection = asList(at(entry, 'projections'))
    .map(asObject)
    .find((one) => one['name'] === name.slice(dot + 1));
  const query = asString(projection?.['jmesPath']);
  return value === undefined || query === undefined ? undefined : evaluateQuery(compileQuery(query), value, {});
}

function entryNamed(world: LookupWorld, name: string): JsonObject | undefined {
  const entry = findIn(world, 'GlobalContextEntry.kyverno.io', '', name);
  return entry && asObject(entry.object['spec']);
}

/** Every object of a resource, or what an API path gives. */
function entryValue(world: LookupWorld, spec: JsonObject): Json | undefined {
  const urlPath = asString(at(spec, 'apiCall', 'urlPath'));
  if (urlPath !== undefined) return answer(world, { urlPath, method: 'GET' });
  const { group, version, resource, namespace } = asObject(spec['kubernetesResource']);
  if (typeof resource !== 'string') return undefined;
  const apiVersion = group ? `${asString(group)}/${asString(version)}` : (asString(version) ?? 'v1');
  const within = asString(namespace) ? `namespaces/${asString(namespace)}/` : '';
  const list = answer(world, {
    urlPath: `/${group ? 'apis' : 'api'}/${apiVersion}/${within}${resource}`,
    method: 'GET',
  });
  return list === undefined ? undefined : at(list, 'items');
}

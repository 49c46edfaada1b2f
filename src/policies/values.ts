import type { Json, JsonObject } from '../model/json.ts';
import type { Mocked, Operation, Subject, UserInfo } from '../policy/types.ts';
import { asList, asObject, asString, asStrings, show } from '../std/value.ts';

/** The `variables` of a test: values that stand in for a cluster (cli.kyverno.io Values). */
export interface Values {
  readonly global: Readonly<Record<string, Json>>;
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly subresources: readonly Subresource[];
  mocked(policy: string, rule: string): Mocked | undefined;
  ofResource(policy: string, name: string): Readonly<Record<string, Json>>;
  /** Whether a policy has values of its own for objects of the name. */
  hasOwn(policy: string, name: string): boolean;
}

export interface Subresource {
  readonly kind: string;
  readonly subresource: string;
  readonly parent: NonNullable<Subject['parent']>;
}

export function readValues(document: JsonObject): Values {
  const policies = asList(document['policies']).map(asObject);
  const find = (policy: string, key: string, name: string): JsonObject[] =>
    policies
      .filter((one) => one['name'] === policy)
      .flatMap((one) =>
        asList(one[key])
          .map(asObject)
          .filter((entry) => entry['name'] === name),
      );
  return {
    global: defined([document['globalValues']]),
    namespaces: new Map(
      asList(document['namespaceSelector']).map((item) => {
        const labels = Object.entries(asObject(asObject(item)['labels'])).map(([key, value]) => [key, show(value)]);
        return [asString(asObject(item)['name']) ?? '', Object.fromEntries(labels) as Record<string, string>];
      }),
    ),
    subresources: asList(document['subresources']).map((item) => readSubresource(asObject(item))),
    mocked(policy, rule) {
      if (policies.length === 0) return undefined;
      const exact = find(policy, 'rules', rule);
      const entries = exact.length > 0 ? exact : find(policy, 'rules', plainRule(rule));
      const foreach = entries.flatMap((entry) => Object.entries(asObject(entry['foreachValues'])));
      return {
        values: defined(entries.map((entry) => entry['values'])),
        foreachValues: Object.fromEntries(foreach.map(([key, list]) => [key, asList(list)])),
      };
    },
    ofResource: (policy, name) => defined(find(policy, 'resources', name).map((entry) => entry['values'])),
    hasOwn: (policy, name) => policies.length > 0 && find(policy, 'resources', name).length > 0,
  };
}

/** The rule as written, of one that autogen made. */
function plainRule(rule: string): string {
  return rule.replace(/^autogen-(?:cronjob-)?/, '');
}

/** Several maps as one, the later before the earlier. */
function defined(maps: readonly (Json | undefined)[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    maps.flatMap((map) => Object.entries(asObject(map)).map(([key, value]) => [key, value ?? null])),
  );
}

function readSubresource(item: JsonObject): Subresource {
  const own = asObject(item['subresource']);
  const parent = asObject(item['parentResource']);
  return {
    kind: asString(own['kind']) ?? '',
    subresource: (asString(own['name']) ?? '').split('/')[1] ?? '',
    parent: {
      group: asString(parent['group']) ?? '',
      version: asString(parent['version']) ?? '',
      kind: asString(parent['kind']) ?? '',
    },
  };
}

/** The `userinfo` of a test (cli.kyverno.io UserInfo). */
export function readUser(document: JsonObject): UserInfo {
  const info = asObject(document['userInfo']);
  return {
    username: asString(info['username']) ?? '',
    groups: asStrings(info['groups']),
    roles: asStrings(document['roles']),
    clusterRoles: asStrings(document['clusterRoles']),
  };
}

/** Namespaces by their names; of two with one name, the first. */
export function namespacesIn(objects: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const found = objects.filter((one) => one['kind'] === 'Namespace').toReversed();
  return new Map(found.map((one) => [asString(asObject(one['metadata'])['name']) ?? '', one]));
}

/** An object as it comes to a policy, with the values that the test gives it. */
export function subjectOf(
  object: JsonObject,
  policy: string,
  values: Values,
  more: {
    readonly user: UserInfo | undefined;
    readonly operation: string | undefined;
    readonly namespaces: ReadonlyMap<string, JsonObject>;
  },
): Subject {
  const metadata = asObject(object['metadata']);
  const name = asString(metadata['name']) ?? '';
  const namespace = asString(metadata['namespace']) ?? '';
  const { 'request.operation': asked, ...own } = { ...values.global, ...values.ofResource(policy, name) };
  const said = more.operation ?? asked;
  const operation = (typeof said === 'string' && said !== '' ? said : 'CREATE') as Operation;
  const namespaceObject = more.namespaces.get(namespace);
  const labels =
    values.namespaces.get(namespace || 'default') ?? asObject(asObject(namespaceObject?.['metadata'])['labels']);
  const subresource = values.subresources.find(({ kind }) => kind === object['kind']);
  const withOld = operation === 'UPDATE' || operation === 'DELETE';
  return {
    object,
    operation,
    ...(withOld && { oldObject: object }),
    subresource: subresource?.subresource ?? '',
    ...(subresource && { parent: subresource.parent }),
    namespaceLabels: labels as Record<string, string>,
    ...(namespaceObject && { namespaceObject }),
    ...(more.user && { user: more.user }),
    values: own,
  };
}

import type { JsonObject } from '../../model/json.ts';
import {
  combinedResource,
  isUrlRequest,
  type AccessRequest,
  type ResourceRequest,
  type UrlRequest,
} from '../authorizer/request.ts';

/**
 * The shortest list of rules that allows these requests and little else: verbs of one resource together, resources of equal
 * verbs together. Nothing is joined that would allow what no request asked.
 */
export function leastRules(requests: readonly AccessRequest[]): JsonObject[] {
  const urls = requests.filter(isUrlRequest);
  const resources = requests.filter((request): request is ResourceRequest => !isUrlRequest(request));
  return [...resourceRules(resources), ...urlRules(urls)];
}

/** Rights on one resource of one group: these verbs on these names, on all where there are none. */
interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly names: readonly string[];
}

function resourceRules(requests: readonly ResourceRequest[]): JsonObject[] {
  const rights = joined(
    requests,
    (request) => [request.group, combinedResource(request), request.name],
    ([first], list) => ({
      group: first.group,
      resource: combinedResource(first),
      verbs: unique(list.map(({ verb }) => verb)),
      names: first.name ? [first.name] : [],
    }),
  );
  const named = joined(
    rights,
    ({ group, resource, verbs, names }) => [group, resource, verbs, names.length > 0],
    ([first], list): Right => ({ ...first, names: unique(list.flatMap(({ names }) => names)) }),
  );
  return joined(
    named,
    ({ group, verbs, names }) => [group, verbs, names],
    ([{ group, verbs, names }], list) => ({
      apiGroups: [group],
      resources: unique(list.map(({ resource }) => resource)),
      ...(names.length > 0 && { resourceNames: [...names] }),
      verbs: [...verbs],
    }),
  );
}

function urlRules(requests: readonly UrlRequest[]): JsonObject[] {
  const rights = joined(
    requests,
    ({ url }) => [url],
    ([{ url }], list) => ({ url, verbs: unique(list.map(({ verb }) => verb)) }),
  );
  return joined(
    rights,
    ({ verbs }) => verbs,
    ([{ verbs }], list) => ({ nonResourceURLs: unique(list.map(({ url }) => url)), verbs: [...verbs] }),
  );
}

/** One result for all items of one key, in the order of keys. */
function joined<T, R>(
  items: readonly T[],
  key: (item: T) => readonly unknown[],
  join: (first: readonly [T], all: readonly T[]) => R,
): R[] {
  const groups = Map.groupBy(items, (item) => JSON.stringify(key(item)));
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => join([list[0]!], list));
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

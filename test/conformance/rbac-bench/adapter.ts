import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthorizer } from '../../../src/access/authorizer/authorizer.ts';
import type { AccessRequest } from '../../../src/access/authorizer/request.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { toResource } from '../../../src/kubernetes/resource.ts';
import type { BenchAdapter, BenchRun } from '../run.ts';

/** One request of a world, and what Kubernetes' own authorizer decided. */
interface Query {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Of requests that are for no resource. */
  readonly path?: string;
  readonly allowed: boolean;
}

interface World {
  readonly id: string | number;
  readonly items: readonly JsonObject[];
  readonly queries: readonly Query[];
}

/** Each request of each world is a case. What a world stores is what the authorizer sees: nothing is aggregated again. */
export const adapter: BenchAdapter = { folder: 'rbac-bench', run };

/** For the bench's own scorer. */
export function build(items: readonly JsonObject[]): (query: Query) => boolean {
  const resources = items.flatMap((item) => toResource(item, { ...ORIGIN, live: true }) ?? []);
  const authorizer = createAuthorizer(createInventory(resources), { defaultNamespace: '', masters: false });
  return (query) => authorizer.can({ name: query.user, groups: query.groups ?? [] }, requestOf(query));
}

const PLACE = { file: 'world', line: 1, column: 1, endLine: 1, endColumn: 1 };
const ORIGIN = { file: 'world', locate: () => PLACE, editable: false };

function requestOf({ verb, path, apiGroup, resource, subresource, namespace, name }: Query): AccessRequest {
  if (path) return { verb, url: path };
  return {
    verb,
    group: apiGroup ?? '',
    resource: resource ?? '',
    subresource: subresource ?? '',
    namespace: namespace ?? '',
    name: name ?? '',
  };
}

function run(data: string): BenchRun {
  const folder = join(data, 'worlds');
  const misses: string[] = [];
  let total = 0;
  let elapsed = 0;
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  for (const file of files.sort()) {
    const { id, items, queries } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as World;
    const started = performance.now();
    const ask = build(items);
    const answers = queries.map(ask);
    elapsed += performance.now() - started;
    total += queries.length;
    queries.forEach((query, i) => {
      if (answers[i] !== query.allowed) misses.push(`world ${id}: ${JSON.stringify(query)} came out ${answers[i]}`);
    });
  }
  const notes = [`${files.length} worlds built and asked in ${Math.round(elapsed)} ms`];
  return { suites: [{ suite: 'decisions', passed: total - misses.length, total, skipped: 0 }], misses, notes };
}

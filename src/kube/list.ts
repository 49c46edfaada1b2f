import type { JsonObject } from '../model/json.ts';
import { asList, asObject, asString, isObject } from '../std/value.ts';
import type { KubeClient } from './client.ts';
import { type ApiResource, collectionPath } from './discovery.ts';
import { KubeError } from './error.ts';

export interface ListOptions {
  /** Every namespace where undefined. */
  readonly namespace?: string;
  /** Objects per page, default 500. */
  readonly limit?: number;
  /** Asks for metadata alone: what the objects hold is never sent. */
  readonly metadataOnly?: boolean;
  /**
   * Asks for metadata and a few columns of what kubectl prints: fields of the items by the column that holds them,
   * `{type: 'Type'}`. Nothing else of the objects is sent.
   */
  readonly columns?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** Part of a list. `restart`: what came before in this list is stale, forget it. */
export interface Page {
  readonly items: JsonObject[];
  /** Of the list as a whole: where a watch can start. */
  readonly resourceVersion: string;
  readonly restart: boolean;
}

const METADATA = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';
/** A list that is so slow to read that its pages expire again and again is given up. */
const MOST_RESTARTS = 3;

/**
 * Reads a collection page by page. A page that is too large is asked for again in smaller ones; where the server has
 * forgotten the list's moment (410), it is read again from the start, so that all pages show one moment.
 */
export async function* listAll(
  client: KubeClient,
  resource: ApiResource,
  options: ListOptions = {},
): AsyncGenerator<Page, void, void> {
  const state: Progress = { limit: options.limit ?? 500, next: undefined, restarts: 0, restart: false };
  for (;;) {
    const list = await page(client, resource, options, state);
    if (!list) continue;
    const metadata = asObject(list['metadata']);
    const { restart } = state;
    state.next = asString(metadata['continue']) || undefined;
    state.restart = false;
    yield {
      items: options.columns ? rowsOf(list, resource, options.columns) : itemsOf(list, resource),
      resourceVersion: asString(metadata['resourceVersion']) ?? '',
      restart,
    };
    if (state.next === undefined) return;
  }
}

interface Progress {
  limit: number;
  next: string | undefined;
  restarts: number;
  restart: boolean;
}

/** The next page; undefined where it must be asked for in another way. */
async function page(
  client: KubeClient,
  resource: ApiResource,
  { namespace, metadataOnly, columns, query, signal }: ListOptions,
  state: Progress,
): Promise<JsonObject | undefined> {
  try {
    return await client.get(collectionPath(resource, namespace), {
      query: { ...query, limit: state.limit, continue: state.next, ...(columns && { includeObject: 'Metadata' }) },
      ...(metadataOnly && { accept: METADATA }),
      ...(columns && { accept: TABLE }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    if (error.code === 'too-large' && state.limit > 1) {
      state.limit = Math.max(1, Math.floor(state.limit / 8));
      return undefined;
    }
    if (error.code !== 'gone' || state.next === undefined || state.restarts >= MOST_RESTARTS) throw error;
    state.restarts += 1;
    state.next = undefined;
    state.restart = true;
    return undefined;
  }
}

/** Items say what they are, as they do when they are read one by one. */
function itemsOf(list: JsonObject, { group, version, kind }: ApiResource): JsonObject[] {
  if (!Array.isArray(list['items']) && list['items'] !== null) {
    throw new KubeError('bad-answer', `the server's list of ${kind} holds no items`);
  }
  const apiVersion = group ? `${group}/${version}` : version;
  return asList(list['items'])
    .filter(isObject)
    .map((item) => named(item, apiVersion, kind));
}

/** The rows of a table as items. */
function rowsOf(table: JsonObject, { group, version, kind }: ApiResource, columns: Readonly<Record<string, string>>) {
  if (table['kind'] !== 'Table') throw new KubeError('bad-answer', `the server gives no table of ${kind}`);
  const apiVersion = group ? `${group}/${version}` : version;
  const names = asList(table['columnDefinitions']).map((column) => asString(asObject(column)['name']));
  const fields = Object.entries(columns).map(([field, name]) => [field, names.indexOf(name)] as const);
  return asList(table['rows'])
    .map(asObject)
    .map((row): JsonObject => {
      const cells = fields.map(([field, i]) => [field, asList(row['cells'])[i]]);
      return { ...named(asObject(row['object']), apiVersion, kind), ...Object.fromEntries(cells) };
    });
}

/** What an object is comes first, as people write it; metadata alone would call itself PartialObjectMetadata. */
function named(item: JsonObject, apiVersion: string, kind: string): JsonObject {
  const { apiVersion: _version, kind: _kind, ...rest } = item;
  return { apiVersion, kind, ...rest };
}

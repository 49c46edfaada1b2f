import type { JsonObject } from '../../model/json.ts';
import type { KubeClient } from '../client.ts';
import { type ApiResource, collectionPath } from '../discovery.ts';
import { listAll, type Page } from '../list.ts';
import { createUnpacking } from './unpack.ts';

/** What a reflector needs of an API server, for one kind. Both reject with a KubeError. */
export interface WatchApi {
  /** All there is now, page by page. */
  list(signal: AbortSignal): AsyncIterable<Page>;
  /** The lines of a watch from `version` on, until the server ends it. */
  watch(version: string, seconds: number, options: WatchOptions): AsyncIterable<string>;
  /** The object of an event as the items of lists are. */
  unpack(object: JsonObject): JsonObject;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** Called when the server has begun to answer. */
  readonly onOpen: () => void;
}

/** Which objects of a kind, and how much of them. */
export interface Scope {
  /** Every namespace where undefined. */
  readonly namespace?: string;
  /** The one object of this name. */
  readonly name?: string;
  /** Metadata and these columns alone; see `ListOptions`. */
  readonly columns?: Readonly<Record<string, string>>;
}

const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';

export function watchApi(client: KubeClient, resource: ApiResource, { namespace, name, columns }: Scope): WatchApi {
  const selection = { fieldSelector: name === undefined ? undefined : `metadata.name=${name}` };
  return {
    list: (signal) =>
      listAll(client, resource, {
        query: selection,
        signal,
        ...(namespace !== undefined && { namespace }),
        ...(columns && { columns }),
      }),
    watch: (version, seconds, options) =>
      client.lines(collectionPath(resource, namespace), {
        query: {
          ...selection,
          watch: 1,
          allowWatchBookmarks: true,
          resourceVersion: version,
          timeoutSeconds: seconds,
          ...(columns && { includeObject: 'Metadata' }),
        },
        ...(columns && { accept: TABLE }),
        ...options,
      }),
    unpack: createUnpacking(resource, columns),
  };
}

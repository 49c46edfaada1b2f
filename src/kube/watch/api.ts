import type { JsonObject } from '../../model/json.ts';
import type { KubeClient } from '../client.ts';
import { type ApiResource, collectionPath } from '../discovery.ts';
import { KubeError, type KubeErrorCode } from '../error.ts';
import { listAll, type Page } from '../list.ts';
import type { Ending } from './outcome.ts';

/** What a reflector needs of an API server, for one kind. */
export interface WatchApi {
  /** All there is now, page by page. */
  list(signal: AbortSignal): AsyncIterable<Page>;
  /** The lines of a watch from `version` on, until the server ends it. */
  watch(version: string, seconds: number, options: WatchOptions): AsyncIterable<string>;
  /** What an error of the two means. */
  explain(error: unknown): Failure;
  /** An object with what it is: items of lists and metadata alone do not say. */
  named(object: JsonObject): JsonObject;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** Called when the server has begun to answer. */
  readonly onOpen: () => void;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** Called when the server has begun to answer. */
  readonly onOpen: () => void;
}

export interface Failure {
  readonly ending: Exclude<Ending, 'listed' | 'ended' | 'silent'>;
  readonly message: string;
  /** What the server asked for with `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
}

export interface Scope {
  /** Every namespace where undefined. */
  readonly namespace?: string;
  /** What the objects hold is never asked for. */
  readonly metadataOnly: boolean;
}

const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

export function watchApi(client: KubeClient, resource: ApiResource, { namespace, metadataOnly }: Scope): WatchApi {
  const apiVersion = resource.group ? `${resource.group}/${resource.version}` : resource.version;
  return {
    list: (signal) => listAll(client, resource, { ...(namespace && { namespace }), metadataOnly, signal }),
    watch: (version, seconds, options) =>
      client.lines(collectionPath(resource, namespace), {
        query: { watch: 1, allowWatchBookmarks: true, resourceVersion: version, timeoutSeconds: seconds },
        ...(metadataOnly && { accept: METADATA }),
        ...options,
      }),
    explain,
    named: (object) => ({ ...object, apiVersion, kind: resource.kind }),
  };
}

const ENDINGS: Readonly<Record<KubeErrorCode, Failure['ending']>> = {
  forbidden: 'forbidden',
  unauthorized: 'unauthorized',
  unreachable: 'dropped',
  timeout: 'dropped',
  throttled: 'busy',
  gone: 'gone',
  'not-found': 'absent',
  'too-large': 'oversized',
  'bad-answer': 'garbled',
  'server-error': 'busy',
  rejected: 'rejected',
};

function explain(error: unknown): Failure {
  if (!(error instanceof KubeError)) throw error;
  return { ending: ENDINGS[error.code], message: error.message, retryAfterMs: error.retryAfter };
}

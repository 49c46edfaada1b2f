import type { JsonObject } from '../../model/json.ts';
import type { Ending } from './outcome.ts';

/** What a reflector needs of an API server, for one kind. */
export interface WatchApi {
  /** One page of what there is now; `token` goes on from an earlier page. */
  list(token: string | undefined, signal: AbortSignal): Promise<Page>;
  /** The lines of a watch from `version` on, until the server ends it. */
  watch(version: string, seconds: number, signal: AbortSignal): AsyncIterable<string>;
  /** What an error of the two means. */
  explain(error: unknown): Failure;
  /** An object as it shall be kept. */
  trim(object: JsonObject): JsonObject;
}

export interface Page {
  readonly version: string;
  readonly token: string | undefined;
  readonly items: readonly JsonObject[];
}

export interface Failure {
  readonly ending: Exclude<Ending, 'listed' | 'ended' | 'silent'>;
  readonly message: string;
  /** What the server asked for with `Retry-After`. */
  readonly retryAfterMs?: number;
}

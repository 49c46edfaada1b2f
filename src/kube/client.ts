import type { JsonObject } from '../model/json.ts';

export interface RequestOptions {
  /** Parameters of the address; undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Default `application/json`. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

export interface LinesOptions extends RequestOptions {
  /** Ends with `timeout` after this many milliseconds without a byte: a watch that fell silent. Default: never. */
  readonly idle?: number;
  /** Called once when the server has begun to answer with success, before the first line. */
  readonly onOpen?: () => void;
}

export interface PatchOptions extends RequestOptions {
  /** `application/apply-patch+yaml`, `application/merge-patch+json` ... */
  readonly contentType: string;
}

/** What talking to the server has cost so far. */
export interface KubeStats {
  /** Requests sent, retries among them. */
  readonly requests: number;
  readonly retries: number;
  /** Bytes of bodies as they came over the wire, and after decompression. */
  readonly received: number;
  readonly decoded: number;
}

/**
 * One API server as one user. Every request waits for its turn in the budget, is tried again where the server asks for
 * patience or the connection breaks, and ends in time.
 * @throws KubeError from every method.
 */
export interface KubeClient {
  /** Name of the context in the kubeconfig, `in-cluster` for a service account. */
  readonly context: string;
  /** `https://host:port`, and a path where the kubeconfig has one. */
  readonly server: string;
  /** Namespace that the context names, if any. */
  readonly namespace: string | undefined;
  /** Things that the user should know of the connection: TLS is not verified ... */
  readonly notes: readonly string[];
  readonly stats: KubeStats;
  /** JSON of a GET. */
  get(path: string, options?: RequestOptions): Promise<JsonObject>;
  /** Lines of a streamed answer, `?watch=1`: ends with the answer, throws where it breaks; asked once, never again. */
  lines(path: string, options?: LinesOptions): AsyncIterable<string>;
  /** For reviews (SelfSubjectAccessReview), which change nothing. */
  post(path: string, body: JsonObject, options?: RequestOptions): Promise<JsonObject>;
  /** For server-side dry runs. */
  patch(path: string, body: JsonObject, options: PatchOptions): Promise<JsonObject>;
  /** Closes idle connections. */
  close(): void;
}

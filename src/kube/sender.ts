import { createAgent } from './agent.ts';
import type { RequestOptions } from './client.ts';
import type { Clock } from './clock.ts';
import { credentialing } from './credentials.ts';
import { type Answer, exchange, type Limits, type Outgoing } from './exchange.ts';
import type { Endpoint } from './kubeconfig.ts';
import { readPem } from './pem.ts';

/** What a request says beyond who asks. */
export interface Ask {
  readonly method: Outgoing['method'];
  readonly path: string;
  readonly options: RequestOptions;
  readonly body?: string;
  readonly contentType?: string;
  readonly limits: Limits;
}

export interface Counters {
  requests: number;
  retries: number;
  received: number;
  decoded: number;
}

/** Sends requests to one server as one user. */
export interface Sender {
  send(ask: Ask): Promise<Answer>;
  /** The credentials were refused: the next request gets new ones. */
  renew(): void;
  close(): void;
}

export async function createSender(endpoint: Endpoint, clock: Clock, counters: Counters): Promise<Sender> {
  const { cluster } = endpoint;
  const agent = await createAgent(cluster, process.env);
  const credentials = credentialing(endpoint, clock);
  return {
    async send({ method, path, options, body, contentType, limits }) {
      const { headers, certificate, key } = await credentials.now();
      const out: Outgoing = {
        method,
        url: address(cluster.server, path, options.query),
        agent,
        headers: {
          ...headers,
          Accept: options.accept ?? 'application/json',
          'Accept-Encoding': 'gzip',
          'User-Agent': 'castellan',
          ...(contentType && { 'Content-Type': contentType }),
          ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }),
        },
        tls: withoutUndefined({
          ca: readPem(cluster.authority),
          cert: certificate,
          key,
          servername: cluster.tlsServerName,
          rejectUnauthorized: cluster.insecure ? false : undefined,
        }),
        ...(body !== undefined && { body }),
        ...(options.signal && { signal: options.signal }),
      };
      counters.requests += 1;
      return exchange(out, limits, clock, (bytes) => (counters.received += bytes));
    },
    renew: () => credentials.renew(),
    close: () => agent.destroy(),
  };
}

function address(server: string, path: string, query: RequestOptions['query'] = {}): URL {
  const url = new URL(server + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

function withoutUndefined(options: Outgoing['tls']): Outgoing['tls'] {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

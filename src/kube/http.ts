import { readJson, readLines } from './body.ts';
import { withoutUserInfo } from '../std/userinfo.ts';
import { createTurns } from './budget.ts';
import type { KubeClient, LinesOptions } from './client.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import type { ConnectOptions } from './connect.ts';
import type { Limits } from './exchange.ts';
import { type Endpoint, findEndpoint } from './kubeconfig.ts';
import { patience } from './patience.ts';
import { type Ask, createSender } from './sender.ts';

const TIMEOUT_MS = 30_000;

/** The client over HTTP/1.1 with connections that are kept. */
export async function open(options: ConnectOptions): Promise<KubeClient> {
  const endpoint = findEndpoint(options.kubeconfig, options.context, process.env);
  const { host } = new URL(endpoint.cluster.server);
  const clock: Clock = { ...SYSTEM_CLOCK, ...options.clock };
  const turns = createTurns(options.budget ?? {}, clock);
  const stats = { requests: 0, retries: 0, received: 0, decoded: 0 };
  const sender = await createSender(endpoint, clock, stats);
  const timeout = options.timeout ?? TIMEOUT_MS;
  const limits: Limits = { first: timeout, idle: timeout, total: 4 * timeout };

  /** Asks, again where that may help; each try waits for its turn. */
  const json = async (ask: Omit<Ask, 'limits'>) => {
    const { signal } = ask.options;
    const again = patience(clock, turns, () => sender.renew());
    for (;;) {
      const done = await turns.take(signal);
      try {
        return await readJson(await sender.send({ ...ask, limits }), host, stats);
      } catch (error) {
        done();
        await again.beforeNext(error, signal);
        stats.retries += 1;
      } finally {
        done();
      }
    }
  };

  async function* lines(path: string, options: LinesOptions = {}): AsyncGenerator<string, void, void> {
    const done = await turns.take(options.signal);
    const idle = { first: timeout, idle: options.idle, total: undefined };
    const answer = await sender.send({ method: 'GET', path, options, limits: idle }).finally(done);
    if (answer.status === 401) sender.renew();
    if (answer.status !== 200) await readJson(answer, host, stats);
    options.onOpen?.();
    yield* readLines(answer, host, stats);
  }

  const type = 'application/json';
  return {
    context: endpoint.context,
    server: endpoint.cluster.server,
    namespace: endpoint.namespace,
    notes: notesOf(endpoint),
    stats,
    get: (path, options = {}) => json({ method: 'GET', path, options }),
    post: (path, body, options = {}) =>
      json({ method: 'POST', path, options, body: JSON.stringify(body), contentType: type }),
    patch: (path, body, { contentType, ...options }) =>
      json({ method: 'PATCH', path, options, body: JSON.stringify(body), contentType }),
    lines,
    close: () => sender.close(),
  };
}

function notesOf({ cluster, context, user }: Endpoint): string[] {
  const notes: string[] = [];
  if (cluster.insecure) {
    notes.push(`The context "${context}" does not verify who answers (insecure-skip-tls-verify).`);
  }
  if (
    cluster.server.startsWith('http:') &&
    (user.token || user.tokenFile || user.basic || user.exec || user.provider)
  ) {
    const address = withoutUserInfo(cluster.server, '***');
    notes.push(`The context "${context}" sends its credentials unencrypted to ${address}.`);
  }
  return notes;
}

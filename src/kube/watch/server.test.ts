import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { type Answering, clientFor, serve } from '../sample-server.ts';
import type { ApiResource } from '../discovery.ts';
import type { KubeClient } from '../client.ts';
import { systemClock } from './clock.ts';
import { createClusterWatch } from './cluster.ts';
import { TIMING } from './reflector.ts';

const MAPS: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
  verbs: ['list', 'watch'],
  preferred: true,
};

/** What the first watch of a server does; those after it behave. `lists`: how often it must be listed in all. */
const MISDEEDS: readonly (readonly [string, number, (response: ServerResponse) => unknown])[] = [
  ['breaks off the connection', 1, (response) => response.write(event('a', 2), () => response.destroy())],
  ['ends in the middle of an event', 2, (response) => response.end(`${event('a', 2)}${event('b', 3).slice(0, 20)}`)],
  ['falls silent', 1, (response) => response.write(event('a', 2))],
  ['lets bytes trickle, but never a line', 1, (response) => trickle(response)],
  ['sends garbage', 2, (response) => response.write(`${event('a', 2)}<html>502 Bad Gateway</html>\n`)],
  ['sends events of wrong types', 2, (response) => response.write('{"type":7,"object":[]}\n')],
  ['says 410 as a status', 2, (response) => response.writeHead(410).end(JSON.stringify(status(410)))],
  [
    'says 410 as an event',
    2,
    (response) => response.write(`${JSON.stringify({ type: 'ERROR', object: status(410) })}\n`),
  ],
  [
    'says 500 as an event',
    1,
    (response) => response.end(`${JSON.stringify({ type: 'ERROR', object: status(500) })}\n`),
  ],
  ['says 503 in HTML', 1, (response) => response.writeHead(503).end('<h1>no healthy upstream</h1>')],
  ['asks for patience', 1, (response) => response.writeHead(429, { 'retry-after': '1' }).end()],
  ['sends an event that is far too large', 2, (response) => flood(response)],
  ['ends at once', 1, (response) => response.end()],
];

it.each(MISDEEDS)('recovers where a server %s', async (_name, lists, misdeed) => {
  const server = misbehaving(misdeed);
  // What must be noticed by what the server says may take as long as it takes.
  const watch = follow(await clientFor(await serve(server.answer)), lists > 1 ? 20_000 : 300);

  await watch.until(() => watch.names() === 'a c');

  expect(server.lists()).toBe(lists);
  await watch.stop();
});

it('waits for a server that is not there yet, and says so', async () => {
  let up = false;
  const server = misbehaving((response) => response.write(event('a', 2)));
  const address = await serve((request, response, url) =>
    up ? server.answer(request, response, url) : response.writeHead(503).end(),
  );
  const watch = follow(await clientFor(address), 300);

  await watch.until(() => watch.gaps().length === 1);
  up = true;
  await watch.until(() => watch.names() === 'a c' && watch.gaps().length === 0);

  await watch.stop();
});

/** Has `a` and, once a second watch has begun, `c`. */
function misbehaving(misdeed: (response: ServerResponse) => unknown) {
  let [watches, lists] = [0, 0];
  const answer: Answering = (_request, response, url) => {
    if (!url.searchParams.has('watch')) {
      if (url.searchParams.has('limit')) lists++;
      const items = [{ metadata: { name: 'a', uid: 'a', resourceVersion: '1' } }];
      return response.end(JSON.stringify({ kind: 'ConfigMapList', metadata: { resourceVersion: '1' }, items }));
    }
    response.setHeader('content-type', 'application/json');
    if (++watches === 1) return misdeed(response);
    return response.write(event('c', 9));
  };
  return { answer, lists: () => lists };
}

function follow(client: KubeClient, silenceMs: number) {
  const stop = new AbortController();
  const known = new Set<string>();
  let gaps: readonly unknown[] = [];
  const watch = createClusterWatch({
    client,
    discover: async (signal) => {
      await client.get('/api', { signal });
      return [{ resource: MAPS, scope: {} }];
    },
    keep: (object) => object,
    gapOf: ({ message }) => ({ code: 'unreachable', file: 'test', message }),
    timing: { ...TIMING, silenceMs, backoff: { firstMs: 20, mostMs: 100 } },
    settling: { quietMs: 10, mostMs: 50 },
    clock: systemClock,
    random: Math.random,
  });
  const ended = (async () => {
    for await (const round of watch.rounds(stop.signal)) {
      gaps = round.gaps;
      for (const { key, after } of round.changes) {
        const name = key.split('/')[1] ?? '';
        if (after) known.add(name);
        else known.delete(name);
      }
    }
  })();
  return {
    names: () => [...known].sort().join(' '),
    gaps: () => gaps,
    async until(holds: () => boolean): Promise<void> {
      for (const deadline = performance.now() + 300_000; !holds(); await systemClock.sleep(10, stop.signal))
        if (performance.now() > deadline) throw new Error(`known: ${[...known].join()}, gaps: ${JSON.stringify(gaps)}`);
    },
    async stop(): Promise<void> {
      stop.abort();
      await ended;
    },
  };
}

function event(name: string, version: number): string {
  const metadata = { name, uid: name, resourceVersion: String(version) };
  return `${JSON.stringify({ type: 'ADDED', object: { kind: 'ConfigMap', apiVersion: 'v1', metadata } })}\n`;
}

function status(code: number) {
  return { kind: 'Status', apiVersion: 'v1', code, message: `scripted ${code}`, reason: code === 410 ? 'Expired' : '' };
}

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => void response.write('{'), 50);
  response.on('close', () => clearInterval(timer));
}

function flood(response: ServerResponse): void {
  const chunk = 'x'.repeat(1024 * 1024);
  response.write('{"type":"ADDED","object":{"data":"');
  const more = () => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

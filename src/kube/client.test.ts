import { createServer as tcp } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { KubeError } from './error.ts';
import { clientFor, listen, sendJson, sendStatus, serve, standingClock, until } from './sample-server.ts';

const quick = { sleep: () => Promise.resolve() };

async function failure(work: Promise<unknown>): Promise<Pick<KubeError, 'code' | 'message'>> {
  const { code, message } = (await work.then(
    () => expect.fail('it should fail'),
    (error: unknown) => error,
  )) as KubeError;
  return { code, message: message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST') };
}

describe('requests', () => {
  it('carry who asks, what is wanted and how', async () => {
    let seen: JsonObject = {};
    const server = await serve((request, response, url) => {
      seen = { path: url.pathname, query: url.search, ...(request.headers as JsonObject) };
      sendJson(response, {});
    });
    const client = await clientFor(`${server}/k8s/clusters/c-1`, { user: { token: 'abc' } });

    await client.get('/api/v1/pods', { query: { limit: 5, continue: undefined, labelSelector: 'a=b c' } });

    expect(seen).toMatchObject({
      path: '/k8s/clusters/c-1/api/v1/pods',
      query: '?limit=5&labelSelector=a%3Db+c',
      authorization: 'Bearer abc',
      accept: 'application/json',
      'accept-encoding': 'gzip',
    });
  });

  it('post and patch send JSON of the type that is asked for', async () => {
    const seen: string[] = [];
    const server = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      seen.push(`${request.method} ${request.headers['content-type']} ${body}`);
      sendJson(response, {}, 201);
    });
    const client = await clientFor(server);

    await client.post('/a', { x: 'ü' });
    await client.patch('/b', { y: 1 }, { contentType: 'application/apply-patch+yaml' });

    expect(seen).toEqual(['POST application/json {"x":"ü"}', 'PATCH application/apply-patch+yaml {"y":1}']);
  });

  it('are never more at once than the budget allows', async () => {
    let now = 0;
    let most = 0;
    const server = await serve((_request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now -= 1;
        sendJson(response, {});
      }, 5);
    });
    const client = await clientFor(server, { budget: { concurrent: 3, perSecond: 1000 } });

    await Promise.all(Array.from({ length: 20 }, () => client.get('/')));

    expect(most).toBe(3);
    expect(client.stats.requests).toBe(20);
  });

  it('are never more in a second than the budget allows', async () => {
    const server = await serve((_request, response) => sendJson(response, {}));
    let time = 1_000_000;
    const clock = {
      now: () => time,
      sleep: (ms: number) => {
        time += ms;
        return Promise.resolve();
      },
    };
    const client = await clientFor(server, { clock, budget: { concurrent: 1, perSecond: 10 } });

    for (let i = 0; i < 40; i++) await client.get('/');

    expect(time - 1_000_000).toBeGreaterThan(2800);
    expect(time - 1_000_000).toBeLessThan(3200);
  });

  it('are tried again where the server asks for patience, as long as it asks', async () => {
    let calls = 0;
    const server = await serve((_request, response) =>
      ++calls < 4
        ? sendStatus(response, 429, 'TooManyRequests', { 'Retry-After': '2' })
        : sendJson(response, { ok: true }),
    );
    const waits: number[] = [];
    const clock = {
      now: () => 0,
      sleep: (ms: number) => {
        waits.push(ms);
        return Promise.resolve();
      },
    };
    const client = await clientFor(server, { clock: { ...clock, now: () => waits.reduce((a, b) => a + b, 0) } });

    expect(await client.get('/')).toEqual({ ok: true });
    expect(waits.filter((ms) => ms === 2000)).toHaveLength(3);
    expect(client.stats.retries).toBe(3);
  });

  it('give up a server that asks for too much patience', async () => {
    const server = await serve((_request, response) => sendStatus(response, 429, 'Busy', { 'Retry-After': '3600' }));

    expect(await failure((await clientFor(server)).get('/'))).toEqual({
      code: 'throttled',
      message: 'the server says Busy',
    });
  });

  it('are tried again after a connection that broke', async () => {
    let calls = 0;
    const server = await serve((request, response) =>
      ++calls < 3 ? request.socket.destroy() : sendJson(response, { ok: true }),
    );

    expect(await (await clientFor(server)).get('/')).toEqual({ ok: true });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'gone'],
    [422, 'rejected'],
    [500, 'server-error'],
    [302, 'bad-answer'],
  ])('say what a %i means: %s', async (status, code) => {
    const server = await serve((_request, response) => sendStatus(response, status, 'Why'));

    expect(await failure((await clientFor(server)).get('/'))).toEqual({ code, message: 'the server says Why' });
  });

  it("show a proxy's page as words without control characters", async () => {
    const server = await serve((_request, response) => {
      response.writeHead(502);
      response.end('<h1>Bad \u001b[31mgateway\u001b[0m</h1>\n<p>more');
    });
    const { message } = await failure((await clientFor(server, { clock: quick })).get('/'));

    expect(message).toBe('HOST answers with 502: <h1>Bad  [31mgateway [0m</h1>');
  });

  it('end when their signal says so', async () => {
    const server = await serve(() => undefined);
    const client = await clientFor(server);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 20);

    await expect(client.get('/', { signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('servers that behave badly cost time and memory within bounds', () => {
  it('one that accepts and stays silent', async () => {
    const server = await listen(tcp(() => undefined));

    expect(await failure((await clientFor(`http://${server}`, { timeout: 100, clock: quick })).get('/'))).toEqual({
      code: 'timeout',
      message: 'HOST does not answer within 0.1 s',
    });
  });

  it('one that begins and stops', async () => {
    const server = await serve((_request, response) => void response.write('{"a":'));
    const clock = standingClock();
    const client = await clientFor(server, { timeout: 100, clock });
    const answer = failure(client.get('/'));

    await until(() => client.stats.received === 5);
    clock.pass(100);

    expect(await answer).toEqual({
      code: 'timeout',
      message: 'HOST sends nothing more for 0.1 s',
    });
  });

  it('one that trickles', async () => {
    let trickle = () => {};
    const server = await serve((_request, response) => {
      trickle = () => void response.write(' ');
      trickle();
    });
    const clock = standingClock();
    const client = await clientFor(server, { timeout: 100, clock });
    const answer = failure(client.get('/'));

    for (let received = 1; received <= 5; received++) {
      await until(() => client.stats.received === received);
      clock.pass(90);
      trickle();
    }

    expect(await answer).toEqual({
      code: 'timeout',
      message: 'HOST takes longer than 0.4 s for one answer',
    });
  });

  it.each([true, false])('one that drops in the middle of a page (compressed: %s)', async (compressed) => {
    const body = JSON.stringify({ items: Array.from({ length: 5000 }, (_, i) => i * 7919) });
    const bytes = compressed ? gzipSync(body) : Buffer.from(body);
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': bytes.length, ...(compressed && { 'Content-Encoding': 'gzip' }) });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    });
    const client = await clientFor(server, { clock: quick });

    expect(await failure(client.get('/'))).toEqual({ code: 'unreachable', message: 'HOST broke off the connection' });
    expect(client.stats.requests).toBe(4);
  });

  it('one that sends garbage instead of HTTP', async () => {
    const server = await listen(
      tcp((socket) => void socket.on('error', () => undefined).end('\u0000\u0001 garbage\r\n\r\n')),
    );

    expect(await failure((await clientFor(`http://${server}`, { clock: quick })).get('/'))).toEqual({
      code: 'bad-answer',
      message: 'HOST does not speak HTTP',
    });
  });

  it.each(['<html>', '[1]', 'null', ''])('one that sends %j instead of an object', async (body) => {
    const server = await serve((_request, response) => response.end(body));

    const { code } = await failure((await clientFor(server, { clock: quick })).get('/'));

    expect(code).toBe('bad-answer');
  });

  it('one that sends garbage as compressed', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end('no gzip at all');
    });

    expect((await failure((await clientFor(server, { clock: quick })).get('/'))).code).toBe('bad-answer');
  });

  it('one that sends 200 MB, or what becomes 200 MB', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '), { level: 1 });
    const server = await serve((_request, response, { pathname }) => {
      if (pathname === '/bomb') {
        response.writeHead(200, { 'Content-Encoding': 'gzip' });
        return response.end(bomb);
      }
      let left = 200;
      const more = () => {
        while (left > 0 && response.write(chunk)) left -= 1;
        if (left > 0) response.once('drain', more);
        else response.end();
      };
      return more();
    });
    const client = await clientFor(server);

    for (const path of ['/plain', '/bomb']) {
      expect(await failure(client.get(path))).toEqual({
        code: 'too-large',
        message: 'HOST answers with more than 64 MB',
      });
    }
    expect(client.stats.received).toBeLessThan(80 * 1024 * 1024);
  });
});

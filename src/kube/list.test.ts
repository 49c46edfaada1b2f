import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { asObject, asString } from '../std/value.ts';
import type { KubeClient } from './client.ts';
import { discover } from './discovery.ts';
import type { KubeError } from './error.ts';
import { listAll } from './list.ts';
import { clientFor, sendJson, sendStatus, serve } from './sample-server.ts';

const PODS = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
  verbs: ['list'],
  preferred: true,
};

async function failure(work: Promise<unknown>): Promise<Pick<KubeError, 'code' | 'message'>> {
  const { code, message } = (await work.then(
    () => expect.fail('it should fail'),
    (error: unknown) => error,
  )) as KubeError;
  return { code, message: message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST') };
}

async function names(client: KubeClient, limit = 2): Promise<string[]> {
  let all: string[] = [];
  for await (const { items, restart } of listAll(client, PODS, { limit })) {
    if (restart) all = [];
    all.push(...items.map((item) => asString(asObject(item['metadata'])['name']) ?? ''));
  }
  return all;
}

const list = (items: readonly string[], next?: string): JsonObject => ({
  kind: 'PodList',
  metadata: { resourceVersion: '7', ...(next !== undefined && { continue: next }) },
  items: items.map((name) => ({ metadata: { name } })),
});

describe('lists', () => {
  it('are read page by page', async () => {
    const server = await serve((_request, response, url) => {
      const next = url.searchParams.get('continue');
      sendJson(response, next === null ? list(['a', 'b'], 'x') : list(['c']));
    });

    expect(await names(await clientFor(server))).toEqual(['a', 'b', 'c']);
  });

  it('begin again where the server has forgotten their moment', async () => {
    const asked: (string | null)[] = [];
    const server = await serve((_request, response, url) => {
      const next = url.searchParams.get('continue');
      asked.push(next);
      if (next === 'old') sendStatus(response, 410, 'Expired');
      else if (next === 'new') sendJson(response, list(['c']));
      else sendJson(response, asked.length === 1 ? list(['gone'], 'old') : list(['a', 'b'], 'new'));
    });

    expect(await names(await clientFor(server))).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([null, 'old', null, 'new']);
  });

  it('are given up where they expire again and again', async () => {
    const server = await serve((_request, response, url) =>
      url.searchParams.has('continue') ? sendStatus(response, 410, 'Expired') : sendJson(response, list(['a'], 'x')),
    );

    expect((await failure(names(await clientFor(server)))).code).toBe('gone');
  });

  it('are asked for in smaller pages where one is too large', async () => {
    const limits: number[] = [];
    const big = Buffer.alloc(1024 * 1024, 'x').toString();
    const server = await serve((_request, response, url) => {
      const limit = Number(url.searchParams.get('limit'));
      limits.push(limit);
      if (limit > 100) response.write(`{"a":"${big}`);
      if (limit > 100) for (let i = 0; i < 70; i++) response.write(big);
      if (limit > 100) response.end('"}');
      else sendJson(response, list(['a']));
    });

    expect(await names(await clientFor(server), 500)).toEqual(['a']);
    expect(limits).toEqual([500, 62]);
  });

  it('of metadata alone say so, and name their items by what they are', async () => {
    let accept: string | undefined;
    const server = await serve((request, response) => {
      accept = request.headers.accept;
      sendJson(response, { items: [{ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: {} }] });
    });

    for await (const { items } of listAll(await clientFor(server), PODS, { metadataOnly: true })) {
      expect(items).toEqual([{ apiVersion: 'v1', kind: 'Pod', metadata: {} }]);
    }
    expect(accept).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  });

  it('of columns give metadata and those columns', async () => {
    const server = await serve((_request, response) =>
      sendJson(response, {
        kind: 'Table',
        columnDefinitions: [{ name: 'Name' }, { name: 'Type' }],
        rows: [{ cells: ['a', 'Opaque'], object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } } }],
      }),
    );

    for await (const { items } of listAll(await clientFor(server), PODS, { columns: { type: 'Type' } })) {
      expect(items).toEqual([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, type: 'Opaque' }]);
    }
  });

  it('must be lists', async () => {
    const server = await serve((_request, response) => sendJson(response, { kind: 'PodList' }));

    expect((await failure(names(await clientFor(server)))).code).toBe('bad-answer');
  });
});

describe('discovery', () => {
  const aggregated = (items: JsonObject[]): JsonObject => ({ kind: 'APIGroupDiscoveryList', items });
  const resource = (name: string, kind: string, scope = 'Namespaced'): JsonObject => ({
    resource: name,
    responseKind: { kind },
    scope,
    verbs: ['list'],
  });

  it('takes two requests where the server aggregates; tells preferred versions and stale groups', async () => {
    const server = await serve((_request, response, { pathname }) =>
      sendJson(
        response,
        pathname === '/api'
          ? aggregated([{ metadata: {}, versions: [{ version: 'v1', resources: [resource('pods', 'Pod')] }] }])
          : aggregated([
              {
                metadata: { name: 'a.io' },
                versions: [
                  { version: 'v2', resources: [resource('new', 'New', 'Cluster')] },
                  { version: 'v1', resources: [resource('new', 'New', 'Cluster'), resource('old', 'Old')] },
                ],
              },
              { metadata: { name: 'down.io' }, versions: [{ version: 'v1', freshness: 'Stale' }] },
            ]),
      ),
    );
    const client = await clientFor(server);

    const { resources, failed } = await discover(client);

    const said = resources.map((r) => `${r.plural}.${r.group}/${r.version} ${r.preferred} ${r.namespaced}`);
    expect(said).toEqual([
      'pods./v1 true true',
      'new.a.io/v1 false false',
      'new.a.io/v2 true false',
      'old.a.io/v1 true true',
    ]);
    expect(failed).toEqual([{ groupVersion: 'down.io/v1', message: 'the server behind it does not answer' }]);
    expect(client.stats.requests).toBe(2);
  });

  it('asks group by group where the server does not; one that is down is told', async () => {
    const one = (name: string, kind: string): JsonObject => ({ name, kind, namespaced: true, verbs: ['list'] });
    const group = (name: string): JsonObject => ({
      name,
      versions: [{ version: 'v1' }],
      preferredVersion: { version: 'v1' },
    });
    const answers: Record<string, JsonObject> = {
      '/api': { kind: 'APIVersions', versions: ['v1'] },
      '/apis': { kind: 'APIGroupList', groups: [group('apps'), group('metrics.k8s.io')] },
      '/api/v1': { resources: [one('pods', 'Pod'), one('pods/log', 'Pod')] },
      '/apis/apps/v1': { resources: [one('deployments', 'Deployment')] },
    };
    const server = await serve((_request, response, { pathname }) => {
      const answer = answers[pathname];
      if (answer) sendJson(response, answer);
      else sendStatus(response, 503, 'ServiceUnavailable');
    });
    const clock = { sleep: () => Promise.resolve() };

    const { resources, failed } = await discover(await clientFor(server, { clock }));

    expect(resources.map(({ plural }) => plural)).toEqual(['pods', 'deployments']);
    expect(failed.map(({ groupVersion }) => groupVersion)).toEqual(['metrics.k8s.io/v1']);
  });
});

describe('streams', () => {
  const read = async (client: KubeClient, idle?: number, onOpen?: () => void): Promise<string[]> => {
    const lines: string[] = [];
    const options = { ...(idle !== undefined && { idle }), ...(onOpen && { onOpen }) };
    for await (const line of client.lines('/', options)) lines.push(line);
    return lines;
  };

  it('give whole lines, however they are cut', async () => {
    const bytes = Buffer.from('{"a":"ü"}\n\n{"b":1}\n{"c":2}');
    const server = await serve(async (_request, response) => {
      for (const byte of bytes) {
        response.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
    });
    let opened = 0;

    expect(await read(await clientFor(server), undefined, () => opened++)).toEqual(['{"a":"ü"}', '{"b":1}', '{"c":2}']);
    expect(opened).toBe(1);
  });

  it('end where they fall silent for longer than is allowed', async () => {
    const server = await serve((_request, response) => void response.write('{}\n'));

    expect((await failure(read(await clientFor(server), 50))).code).toBe('timeout');
  });

  it('say why there is none', async () => {
    const server = await serve((_request, response) => sendStatus(response, 410, 'Expired'));

    expect(await failure(read(await clientFor(server)))).toEqual({ code: 'gone', message: 'the server says Expired' });
  });

  it('of one endless line end', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const server = await serve((_request, response) => {
      const more = () => {
        while (response.write(chunk));
        response.once('drain', more);
      };
      more();
    });

    expect((await failure(read(await clientFor(server)))).code).toBe('too-large');
  });
});

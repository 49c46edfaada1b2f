import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { clientFor, sendJson, sendStatus, serve } from '../../kube/sample-server.ts';
import { readNodeConfigs } from './node-config.ts';
import { readCluster } from './read.ts';

const KINDS: readonly (readonly [string, string, string])[] = [
  ['', 'Pod', 'pods'],
  ['', 'ConfigMap', 'configmaps'],
  ['', 'Service', 'services'],
  ['', 'ServiceAccount', 'serviceaccounts'],
  ['', 'ResourceQuota', 'resourcequotas'],
];
const TYPES = new Set(KINDS.map(([, kind]) => kind));

/** A clock whose waits are over at once. */
function quick() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: (ms: number) => {
      ahead += ms;
      return Promise.resolve();
    },
  };
}

type Lists = Record<string, Json | ((response: ServerResponse) => unknown)>;

/** A server of a few kinds; lists that are not given are empty. */
function cluster(lists: Lists, minor = '36'): Promise<string> {
  return serve((_request, response, { pathname }) => {
    if (pathname === '/version') return sendJson(response, { major: '1', minor });
    if (pathname === '/api') return sendJson(response, groups(''));
    if (pathname === '/apis') return sendJson(response, { kind: 'APIGroupDiscoveryList', items: [] });
    const answer = lists[pathname.split('/').at(-1)!] ?? [];
    return typeof answer === 'function' ? answer(response) : sendJson(response, { metadata: {}, items: answer });
  });
}

function groups(group: string): JsonObject {
  const resources = KINDS.filter(([g]) => g === group).map(([, kind, plural]) => ({
    resource: plural,
    responseKind: { kind },
    scope: 'Namespaced',
    verbs: ['list'],
  }));
  return { kind: 'APIGroupDiscoveryList', items: [{ metadata: {}, versions: [{ version: 'v1', resources }] }] };
}

const named = (...names: string[]): Json => names.map((name) => ({ metadata: { name, namespace: 'n' } }));

async function read(server: string, timeout = 300_000) {
  return readCluster(await clientFor(server, { timeout, clock: quick() }), { types: TYPES });
}

it('gives the same in whatever order the server answers', async () => {
  const forth = await read(await cluster({ pods: named('a', 'b', 'c'), services: named('x', 'y') }));
  const back = await read(await cluster({ pods: named('c', 'b', 'a'), services: named('y', 'x') }));

  const files = ({ resources }: typeof forth) => resources.map(({ origin }) => origin.file);
  expect(files(forth)).toEqual([
    ...['a', 'b', 'c'].map((name) => `here/n/pods/${name}.yaml`),
    ...['x', 'y'].map((name) => `here/n/services/${name}.yaml`),
  ]);
  expect(files(back)).toEqual(files(forth));
});

it('keeps the first by name of siblings, in whatever order they come', async () => {
  const pods = ['b', 'a', 'c'].map((name) => ({
    metadata: { name, namespace: 'n', ownerReferences: [{ kind: 'TaskRun', uid: 't', controller: true }] },
    spec: { containers: [{ name: 'x' }] },
  }));

  const { resources, folded } = await read(await cluster({ pods }));

  expect(resources.map(({ name }) => name)).toEqual(['a']);
  expect(folded).toBe(2);
});

it.each<[string, (response: ServerResponse) => unknown, string]>([
  [
    'is forbidden',
    (r) => sendStatus(r, 403, 'Forbidden'),
    'forbidden pods may not be listed: the right "list pods" is missing.',
  ],
  [
    'can not be converted',
    (r) => sendStatus(r, 500, 'InternalError'),
    'unreadable pods could not be read: the server says InternalError.',
  ],
  [
    'is asked for too often',
    (r) => sendStatus(r, 429, 'TooManyRequests'),
    'unreachable pods could not be read: the server says TooManyRequests.',
  ],
  ['stays silent', () => undefined, 'timeout pods could not be read: HOST does not answer within 1 s.'],
  ['drops', (r) => r.destroy(), 'unreachable pods could not be read: HOST broke off the connection.'],
  [
    'sends garbage',
    (r) => r.end('<html>'),
    'unreadable pods could not be read: HOST answers with something that is no JSON.',
  ],
])('a list that %s is one gap; the rest is read', async (_what, answer, expected) => {
  const { resources, gaps } = await read(await cluster({ pods: answer, configmaps: named('kept') }), 1000);

  const said = gaps.map(({ code, message }) => `${code} ${message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')}`);
  expect(said).toEqual([expected]);
  expect(gaps[0]?.types).toEqual(['Pod']);
  expect(resources.map(({ name }) => name)).toEqual(['kept']);
});

it('a kind that has gone meanwhile is no gap', async () => {
  const { gaps } = await read(await cluster({ pods: (response) => sendStatus(response, 404, 'NotFound') }));

  expect(gaps).toEqual([]);
});

it('a server that answers nothing more is asked no more', async () => {
  let asked = 0;
  const silent = () => void asked++;
  const lists = { pods: silent, configmaps: silent, services: silent, serviceaccounts: silent, resourcequotas: silent };

  const { gaps, resources } = await read(await cluster(lists), 1000);

  expect(asked).toBe(4);
  expect(gaps.at(-1)?.message).toMatch(
    /^The cluster here could not be read to the end: .* does not answer within 1 s\.$/,
  );
  expect(new Set(gaps.flatMap(({ types }) => types ?? []))).toEqual(TYPES);
  expect(resources).toEqual([]);
});

it.each([
  [
    'http://127.0.0.1:1',
    'unreachable',
    'The cluster here could not be read to the end: nothing listens at 127.0.0.1:1.',
  ],
])('a server that is not there is one gap', async (server, code, message) => {
  const { gaps } = await read(server);

  expect(gaps).toMatchObject([{ code, message }]);
});

it('credentials that are refused are one gap', async () => {
  const { gaps } = await read(await serve((_request, response) => sendStatus(response, 401, 'Unauthorized')));

  expect(gaps).toMatchObject([{ code: 'unauthorized', hint: expect.stringContaining('Log in again') as string }]);
});

it.each([
  ['29', 29],
  ['33+', 33],
  ['', undefined],
])('a server of minor %j is of minor %s', async (said, minor) => {
  expect((await read(await cluster({}, said))).minor).toBe(minor);
});

it('asks each node for the configuration of its kubelet, and says which did not tell', async () => {
  const server = await serve((_request, response, { pathname }) =>
    pathname === '/api/v1/nodes/good/proxy/configz'
      ? sendJson(response, { kubeletconfig: { readOnlyPort: 10255 } })
      : sendStatus(response, 403, 'Forbidden'),
  );
  const nodes = (await read(await cluster({ pods: named('good', 'shy') }))).resources;

  const { resources, gaps } = await readNodeConfigs(await clientFor(server), nodes);

  expect(resources).toMatchObject([
    { type: 'KubeletConfiguration', name: 'good', object: { readOnlyPort: 10255 }, origin: { editable: false } },
  ]);
  expect(gaps).toMatchObject([
    {
      code: 'forbidden',
      types: ['KubeletConfiguration'],
      message:
        'The kubelet configuration of shy is not known: nodes/proxy may not be read: the right "get nodes/proxy" is missing.',
      hint: 'Bind a role with `get` on `nodes/proxy`, or leave out --node-config.',
    },
  ]);
});

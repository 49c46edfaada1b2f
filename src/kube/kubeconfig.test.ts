import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../model/json.ts';
import type { UserError } from '../std/user-error.ts';
import { findEndpoint } from './kubeconfig.ts';
import { clientFor, failure, folder, sendJson, sendStatus, serve, write } from './sample-server.ts';

afterEach(() => vi.unstubAllEnvs());

function mistake(work: () => unknown): Pick<UserError, 'code' | 'message' | 'hint'> {
  try {
    work();
  } catch (error) {
    const { code, message, hint } = error as UserError;
    return { code, message, hint };
  }
  return expect.fail('it should be a mistake');
}

const context = (name: string, cluster: string, user = '') => ({ name, context: { cluster, user } });
const cluster = (name: string, server: string) => ({ name, cluster: { server } });

describe('which context', () => {
  it('is found in the files of KUBECONFIG, the first to name a thing wins, missing files do not matter', () => {
    const at = folder();
    const one = write(at, 'one', {
      'current-context': 'b',
      contexts: [context('a', 'x')],
      clusters: [cluster('x', 'https://first')],
    });
    const two = write(at, 'two', {
      'current-context': 'a',
      contexts: [context('b', 'x')],
      clusters: [cluster('x', 'https://second')],
    });

    const found = findEndpoint(undefined, undefined, { KUBECONFIG: [join(at, 'none'), one, two].join(delimiter) });

    expect([found.context, found.cluster.server]).toEqual(['b', 'https://first']);
  });

  it('is in ~/.kube/config otherwise, and paths start there', () => {
    const home = folder();
    write(home, '.kube/config', {
      'current-context': 'c',
      contexts: [context('c', 'x', 'u')],
      clusters: [{ name: 'x', cluster: { server: 'https://x/', 'certificate-authority': 'ca.crt' } }],
      users: [{ name: 'u', user: { 'client-key': '/abs.key', tokenFile: 'dir/token' } }],
    });

    const { cluster: found, user } = findEndpoint(undefined, undefined, { HOME: home });

    expect(found).toMatchObject({ server: 'https://x', authority: { file: join(home, '.kube', 'ca.crt') } });
    expect(user).toMatchObject({ key: { file: '/abs.key' }, tokenFile: join(home, '.kube', 'dir', 'token') });
  });

  it('is that of the pod where there is no kubeconfig', () => {
    const account = folder();
    write(account, 'token', 't');

    const found = findEndpoint(undefined, undefined, {
      HOME: account,
      KUBERNETES_SERVICE_HOST: 'fd00::1',
      KUBERNETES_SERVICE_PORT: '6443',
      CASTELLAN_SERVICE_ACCOUNT: account,
    });

    expect(found).toMatchObject({ context: 'in-cluster', cluster: { server: 'https://[fd00::1]:6443' } });
    expect(found.user.tokenFile).toBe(join(account, 'token'));
  });

  it.each<[string, Json | string, string | undefined, Partial<UserError>]>([
    [
      'no such context',
      { contexts: [context('prod', 'x'), context('test', 'x')] },
      'pord',
      {
        code: 'not-found',
        hint: 'Did you mean "prod"? Its contexts: prod, test.',
      },
    ],
    [
      'no current context',
      { contexts: [context('prod', 'x')] },
      undefined,
      {
        code: 'bad-config',
        hint: 'Choose one with --context: prod.',
      },
    ],
    ['a cluster that is not there', { contexts: [context('a', 'x')] }, 'a', { code: 'bad-config' }],
    [
      'a user that is not there',
      { contexts: [context('a', 'x', 'u')], clusters: [cluster('x', 'https://x')] },
      'a',
      {
        code: 'bad-config',
      },
    ],
    ['no address', { contexts: [context('a', 'x')], clusters: [cluster('x', 'ftp://x')] }, 'a', { code: 'bad-config' }],
    [
      'a proxy that is no address',
      {
        contexts: [context('a', 'x')],
        clusters: [{ name: 'x', cluster: { server: 'https://x', 'proxy-url': 'ht!tp://b:hunter2@p' } }],
      },
      'a',
      { code: 'bad-config', hint: 'It should read like http://proxy:3128.' },
    ],
    [
      'no context at all',
      { clusters: [cluster('x', 'https://x')] },
      undefined,
      { code: 'bad-config', hint: 'It has no contexts at all.' },
    ],
    ['broken YAML', 'contexts: [a\n  b: {', 'a', { code: 'bad-config' }],
    ['no object', '- a', 'a', { code: 'bad-config' }],
    ['nothing', '', 'a', { code: 'not-found', hint: 'Its contexts: none.' }],
  ])('is a mistake of the user where there is %s', (_what, config, name, expected) => {
    const file = write(folder(), 'config', config);

    const { code, hint } = mistake(() => findEndpoint(file, name, {}));

    expect({ code, ...('hint' in expected && { hint }) }).toEqual(expected);
  });

  it('tells no password of an address that is wrong', () => {
    const of = (value: Json) =>
      write(folder(), 'config', { contexts: [context('a', 'x')], clusters: [{ name: 'x', cluster: value }] });

    const { message: server } = mistake(() => findEndpoint(of({ server: 'ftp://b:hunter2@x' }), 'a', {}));
    const { message: proxy } = mistake(() =>
      findEndpoint(of({ server: 'https://x', 'proxy-url': 'http://b:hunter2@p:port' }), 'a', {}),
    );

    expect(server).toBe('The cluster "x" has no address that can be used: "ftp://***@x".');
    expect(proxy).toBe('The cluster "x" has a proxy-url that can\'t be used: "http://***@p:port".');
  });

  it('is a mistake of the user where there is no file', () => {
    expect(mistake(() => findEndpoint('/no/such', undefined, {})).message).toBe(
      'The kubeconfig /no/such does not exist.',
    );
    expect(mistake(() => findEndpoint(undefined, undefined, { KUBECONFIG: '/no/such' })).code).toBe('not-found');
    expect(mistake(() => findEndpoint(undefined, undefined, { HOME: folder() })).code).toBe('not-found');
  });
});

describe('credentials', () => {
  const echo = () => serve((request, response) => sendJson(response, request.headers));

  it('are a token of a file that is read again when it is refused', async () => {
    const file = write(folder(), 'token', 'old\n');
    const seen: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === 'Bearer new') sendJson(response, {});
      else {
        write(join(file, '..'), 'token', 'new\n');
        sendStatus(response, 401, 'Unauthorized');
      }
    });

    await (await clientFor(server, { user: { tokenFile: file } })).get('/');

    expect(seen).toEqual(['Bearer old', 'Bearer new']);
  });

  it('are a token of a file that is read again every minute', async () => {
    const file = write(folder(), 'token', 'first');
    let time = 0;
    const clock = { now: () => time, sleep: () => Promise.resolve() };
    const client = await clientFor(await echo(), { user: { tokenFile: file }, clock });
    const token = async () => (await client.get('/'))['authorization'];

    const before = await token();
    writeFileSync(file, 'second');
    time = 59_000;
    const soon = await token();
    time = 61_000;

    expect([before, soon, await token()]).toEqual(['Bearer first', 'Bearer first', 'Bearer second']);
  });

  it.each([
    [{ username: 'me', password: 'pw' }, { authorization: 'Basic bWU6cHc=' }],
    [{ 'auth-provider': { name: 'gcp', config: { 'access-token': 'g' } } }, { authorization: 'Bearer g' }],
    [
      { token: 't', as: 'jane', 'as-groups': ['dev'], 'as-user-extra': { scopes: ['view'] } },
      { 'impersonate-user': 'jane', 'impersonate-group': 'dev', 'impersonate-extra-scopes': 'view' },
    ],
  ])('are what %j says', async (user, headers) => {
    const client = await clientFor(await echo(), { user });

    expect(await client.get('/')).toMatchObject(headers);
  });

  it('of OpenID Connect are the token of the kubeconfig while it holds', async () => {
    const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ exp: 4_000_000_000 })}.x`;
    const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': token } } };

    expect(await (await clientFor(await echo(), { user })).get('/')).toMatchObject({
      authorization: `Bearer ${token}`,
    });
  });

  it('of OpenID Connect that have ended and can not be renewed are told', async () => {
    const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': 'a.e30.b' } } };

    expect(await failure((await clientFor(await echo(), { user })).get('/'))).toMatch(/^unauthorized: /);
  });

  it('of a program are asked for once, and again when they are refused', async () => {
    const at = folder();
    const program = write(
      at,
      'login.mjs',
      `import { appendFileSync, readFileSync } from 'node:fs';
       appendFileSync('${at}/calls', process.env.KUBERNETES_EXEC_INFO + '\\n');
       const n = readFileSync('${at}/calls', 'utf8').trim().split('\\n').length;
       console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: process.argv[2] + process.env.WORD + n } }));`,
    );
    let refused = 0;
    const seen: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      seen.push(request.headers.authorization);
      if (seen.length === 2 && refused++ === 0) sendStatus(response, 401, 'Unauthorized');
      else sendJson(response, {});
    });
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [program, 'tok'],
      env: [{ name: 'WORD', value: 'en' }],
      provideClusterInfo: true,
      interactiveMode: 'Never',
    };
    const client = await clientFor(server, { user: { exec } });

    await client.get('/');
    await client.get('/');
    await client.get('/');

    expect(seen).toEqual(['Bearer token1', 'Bearer token1', 'Bearer token2', 'Bearer token2']);
    const [info] = readFileSync(join(at, 'calls'), 'utf8').split('\n');
    expect(JSON.parse(info ?? '')).toMatchObject({
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: { server } },
    });
  });

  it.each([
    ['/no/such/program', [], 'the login program "/no/such/program" is not installed: get it'],
    [process.execPath, ['-e', 'console.error("first\\nlog in again"); process.exit(3)'], 'ended with 3: log in again'],
    [process.execPath, ['-e', 'console.log("hello")'], 'printed no JSON'],
    [process.execPath, ['-e', 'console.log("{}")'], 'printed no credentials'],
  ])('of a program that fails are told: %s %j', async (command, args, words) => {
    const exec = { command, args, installHint: 'get it', interactiveMode: 'Never' };

    const said = await failure((await clientFor(await echo(), { user: { exec } })).get('/'));

    expect(said).toMatch(/^unauthorized: /);
    expect(said).toContain(words);
  });

  it('that are not there are told', async () => {
    const gone = await clientFor(await echo(), { user: { tokenFile: '/no/such' } });
    const azure = await clientFor(await echo(), { user: { 'auth-provider': { name: 'azure' } } });

    expect(await failure(gone.get('/'))).toBe(
      "unauthorized: /no/such, which the kubeconfig names, can't be read (ENOENT)",
    );
    expect(await failure(azure.get('/'))).toBe(
      'unauthorized: the auth-provider "azure" of the user "me" gives no token',
    );
  });

  it('over an unencrypted connection are told', async () => {
    const client = await clientFor('http://127.0.0.1:1', { user: { token: 't' } });

    expect(client.notes).toEqual(['The context "here" sends its credentials unencrypted to http://127.0.0.1:1.']);
  });
});

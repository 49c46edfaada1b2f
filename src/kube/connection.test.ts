import { createServer as plain } from 'node:http';
import { connect as tcp, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority, type Pair } from '../../test/control-plane/certificates.ts';
import { connect } from './connect.ts';
import { clientFor, failure, folder, listen, sendJson, serve, write, writeKubeconfig } from './sample-server.ts';

describe('TLS', () => {
  let authority: Authority;
  let good: Pair;
  beforeAll(async () => {
    authority = await createAuthority('us');
    good = await authority.issue({ commonName: 'server', hosts: ['127.0.0.1', 'inside.test'] });
  });
  const ca = () => ({ 'certificate-authority-data': Buffer.from(authority.certificate).toString('base64') });
  const secure = (pair: Pair, more = {}) =>
    serve(
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        sendJson(response, { ok: true, client: String(subject?.CN) });
      },
      { cert: pair.certificate, key: pair.key, ...more },
    );

  it('is verified by the authority of the kubeconfig', async () => {
    const client = await clientFor(await secure(good), { cluster: ca() });

    expect(await client.get('/')).toMatchObject({ ok: true });
    expect(client.notes).toEqual([]);
  });

  it('shows a client certificate, from data or from files', async () => {
    const server = await secure(good, { ca: authority.certificate, requestCert: true, rejectUnauthorized: true });
    const jane = await authority.issue({ commonName: 'jane' });
    const at = folder();
    const user = {
      'client-certificate': write(at, 'jane.crt', jane.certificate),
      'client-key-data': Buffer.from(jane.key).toString('base64'),
    };

    expect(await (await clientFor(server, { cluster: ca(), user })).get('/')).toMatchObject({ client: 'jane' });
    expect(await failure((await clientFor(server, { cluster: ca() })).get('/'))).toMatch(
      /^(?:unauthorized|unreachable): /,
    );
  });

  it('does not go on with a server that it does not know', async () => {
    const other = await createAuthority('them');
    const client = await clientFor(await secure(await other.issue({ commonName: 's', hosts: ['127.0.0.1'] })), {
      cluster: ca(),
    });

    expect(await failure(client.get('/'))).toBe(
      'unreachable: the certificate of HOST is signed by nobody that the kubeconfig trusts',
    );
  });

  it('does not go on with an expired certificate, or one for another name', async () => {
    const late = await authority.issue({ commonName: 's', hosts: ['127.0.0.1'], days: -1 });
    const strange = await authority.issue({ commonName: 's', hosts: ['elsewhere.test'] });

    expect(await failure((await clientFor(await secure(late), { cluster: ca() })).get('/'))).toBe(
      'unreachable: the certificate of HOST has expired',
    );
    expect(await failure((await clientFor(await secure(strange), { cluster: ca() })).get('/'))).toBe(
      'unreachable: the certificate of HOST is for another name',
    );
  });

  it('looks for the name that the kubeconfig says', async () => {
    const strange = await authority.issue({ commonName: 's', hosts: ['elsewhere.test'] });
    const client = await clientFor(await secure(strange), {
      cluster: { ...ca(), 'tls-server-name': 'elsewhere.test' },
    });

    expect(await client.get('/')).toMatchObject({ ok: true });
  });

  it('is not verified where the kubeconfig says so, and that is told', async () => {
    const client = await clientFor(await secure(good), { cluster: { 'insecure-skip-tls-verify': true } });

    expect(await client.get('/')).toMatchObject({ ok: true });
    expect(client.notes).toEqual(['The context "here" does not verify who answers (insecure-skip-tls-verify).']);
  });

  it('is missed where a server has none', async () => {
    const server = await serve((_request, response) => sendJson(response, {}));

    expect(await failure((await clientFor(server.replace('http:', 'https:'))).get('/'))).toBe(
      'unreachable: HOST does not speak TLS: its address may begin with http://',
    );
  });

  it.each<[string, Record<string, string>]>([
    ['certificate', { 'client-certificate-data': 'nonsense', 'client-key-data': 'nonsense' }],
    ['key of another form', { 'client-key-data': Buffer.from('nonsense').toString('base64') }],
  ])('says that a %s of the kubeconfig is none', async (_, user) => {
    const jane = await authority.issue({ commonName: 'jane' });
    const whole = { 'client-certificate-data': Buffer.from(jane.certificate).toString('base64'), ...user };
    const client = await clientFor(await secure(good), { cluster: ca(), user: whole });

    expect(await failure(client.get('/'))).toMatch(
      /^unauthorized: the client certificate, its key or the authority of the kubeconfig can't be used \([^:]+\)$/,
    );
  });

  it('goes through the proxy of the kubeconfig', async () => {
    const server = await secure(good);
    const asked: string[] = [];
    const proxy = plain().on('connect', (request, socket: Socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
      const there = tcp(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        there.pipe(socket).pipe(there);
      });
      for (const end of [there, socket]) end.on('error', () => undefined);
    });
    const address = await listen(proxy);
    const client = await clientFor(server, { cluster: { ...ca(), 'proxy-url': `http://a:b@${address}` } });
    const other = await clientFor(server, { cluster: { ...ca(), 'proxy-url': `http://a:5%zz@${address}` } });

    expect(await client.get('/')).toMatchObject({ ok: true });
    expect(await other.get('/')).toMatchObject({ ok: true });
    expect(asked).toEqual([
      `${new URL(server).host} Basic YTpi`,
      `${new URL(server).host} Basic ${Buffer.from('a:5%zz').toString('base64')}`,
    ]);
  });

  it('says which proxy refuses or does not answer', async () => {
    const proxy = plain().on('connect', (_request, socket: Socket) => socket.end('HTTP/1.1 403 No\r\n\r\n'));
    const address = await listen(proxy);
    const through = (url: string) => clientFor('https://api.test', { cluster: { 'proxy-url': url } });

    expect(await failure((await through(`http://${address}`)).get('/'))).toBe(
      'unreachable: the proxy HOST refuses the way to api.test:443 (403)',
    );
    expect(await failure((await through('http://127.0.0.1:1')).get('/'))).toBe(
      'unreachable: the proxy HOST does not answer',
    );
  });
});

describe('addresses that lead nowhere', () => {
  it.each([
    ['http://127.0.0.1:1', 'unreachable: nothing listens at HOST'],
    ['http://no-such-host.invalid', /^unreachable: the name of no-such-host.invalid /],
  ])('%s', async (server, expected) => {
    const client = await connect({ kubeconfig: writeKubeconfig(server), timeout: 2000 });

    const said = await failure(client.get('/'));

    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
  });
});

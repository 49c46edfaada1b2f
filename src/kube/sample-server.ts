import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as plain, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as secure, type ServerOptions } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { type ConnectOptions, connect } from './connect.ts';
import type { KubeClient } from './client.ts';
import type { Alarm, Clock } from './clock.ts';
import type { KubeError } from './error.ts';

/* A server of tests that answers as it is told, and a kubeconfig for it. */

export type Answering = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** Listens until the test ends; gives the address without a scheme. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    if ('closeAllConnections' in server) (server as ReturnType<typeof plain>).closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function serve(answer: Answering, tls?: ServerOptions): Promise<string> {
  const listener: RequestListener = (request, response) =>
    void answer(request, response, new URL(request.url ?? '/', 'http://test'));
  return tls ? `https://${await listen(secure(tls, listener))}` : `http://${await listen(plain(listener))}`;
}

/** A folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'castellan-kube-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export interface Config {
  readonly cluster?: JsonObject;
  readonly user?: JsonObject;
}

export function writeKubeconfig(server: string, { cluster = {}, user = {} }: Config = {}, into = folder()): string {
  const config: Json = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    clusters: [{ name: 'it', cluster: { server, ...cluster } }],
    users: [{ name: 'me', user }],
    contexts: [{ name: 'here', context: { cluster: 'it', user: 'me' } }],
  };
  const file = join(into, 'config');
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** Time that stands until it is told to pass. Who waits for a moment waits no longer. */
export function standingClock(): Clock & { pass(milliseconds: number): void } {
  let now = 0;
  const alarms = new Map<Alarm, { at: number; ring: () => void }>();
  return {
    now: () => now,
    sleep: () => Promise.resolve(),
    alarm(milliseconds, ring) {
      const alarm: Alarm = {
        putOff: () => void alarms.set(alarm, { at: now + milliseconds, ring }),
        cancel: () => void alarms.delete(alarm),
      };
      alarm.putOff();
      return alarm;
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const [alarm, { at, ring }] of alarms) {
        if (at > now) continue;
        alarm.cancel();
        ring();
      }
    },
  };
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

/** A client for the server, which has long enough to answer unless told otherwise; closed after the test. */
export async function clientFor(server: string, options: Config & ConnectOptions = {}): Promise<KubeClient> {
  const { cluster, user, ...rest } = options;
  const kubeconfig = writeKubeconfig(server, { ...(cluster && { cluster }), ...(user && { user }) });
  const client = await connect({ kubeconfig, timeout: 300_000, ...rest });
  onTestFinished(() => client.close());
  return client;
}

export function sendJson(
  response: ServerResponse,
  value: Json,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

export function sendStatus(response: ServerResponse, code: number, reason: string, headers?: Record<string, string>) {
  sendJson(
    response,
    { kind: 'Status', status: 'Failure', message: `the server says ${reason}`, reason, code },
    code,
    headers,
  );
}

/** How a request failed, the address left out. */
export async function failure(work: Promise<unknown>): Promise<string> {
  const error = (await work.then(
    () => expect.fail('it should fail'),
    (reason: unknown) => reason,
  )) as KubeError;
  return `${error.code}: ${error.message.replaceAll(/(?:127\.0\.0\.1|localhost):\d+/g, 'HOST')}`;
}

/** Writes a file, and says where it is. */
export function write(into: string, name: string, value: Json | string): string {
  const file = join(into, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

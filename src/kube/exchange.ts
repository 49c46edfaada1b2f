import { type Agent, type IncomingMessage, request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Alarm, Clock } from './clock.ts';
import { connectionError } from './connection-error.ts';
import { KubeError } from './error.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly agent: Agent;
  /** `ca`, `cert`, `key`, `servername`, `rejectUnauthorized`. */
  readonly tls: Readonly<Record<string, string | boolean | undefined>>;
  readonly signal?: AbortSignal;
}

export interface Limits {
  /** Milliseconds until the connection stands and the answer begins. */
  readonly first: number;
  /** Milliseconds without a byte; undefined: no limit. */
  readonly idle: number | undefined;
  /** Milliseconds in all; undefined: no limit. */
  readonly total: number | undefined;
}

/** An answer whose body has not been read. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Readable;
  /** Says why the body broke off; to be called with what reading it threw. */
  explain(error: unknown): Error;
  /** Must be called when the body has been read, or will not be. */
  end(): void;
}

const CHUNK = 256 * 1024;

/**
 * Sends a request and waits for the head of the answer. Every wait is bounded: what the limits or the signal end is destroyed.
 * @throws KubeError, or the signal's reason.
 */
export async function exchange(
  out: Outgoing,
  limits: Limits,
  clock: Clock,
  received: (bytes: number) => void,
): Promise<Answer> {
  const end = new AbortController();
  const alarms = new Set<Alarm>();
  const after = (ms: number | undefined, why: string): Alarm | undefined => {
    if (ms === undefined) return undefined;
    const alarm = clock.alarm(ms, () => end.abort(new KubeError('timeout', why, { reason: 'Timeout' })));
    alarms.add(alarm);
    return alarm;
  };
  const onAbort = () => end.abort(out.signal?.reason);
  const finish = () => {
    for (const alarm of alarms) alarm.cancel();
    out.signal?.removeEventListener('abort', onAbort);
  };
  const explain = (error: unknown): Error => {
    if (end.signal.aborted) return end.signal.reason as Error;
    return error instanceof KubeError ? error : connectionError(error, out.url.host);
  };
  out.signal?.throwIfAborted();
  out.signal?.addEventListener('abort', onAbort);
  const first = after(limits.first, `${out.url.host} does not answer within ${seconds(limits.first)}`);
  after(limits.total, `${out.url.host} takes longer than ${seconds(limits.total ?? 0)} for one answer`);
  try {
    const response = await send(out, end.signal);
    first?.cancel();
    const idle = after(limits.idle, `${out.url.host} sends nothing more for ${seconds(limits.idle ?? 0)}`);
    response.on('data', (chunk: Buffer) => {
      received(chunk.length);
      idle?.putOff();
    });
    response.pause();
    return {
      status: response.statusCode ?? 0,
      retryAfter: response.headers['retry-after'],
      body: decoded(response),
      explain,
      end() {
        finish();
        if (!response.complete) response.destroy();
      },
    };
  } catch (error) {
    finish();
    throw explain(error);
  }
}

function send(out: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options: RequestOptions = {
    method: out.method,
    agent: out.agent,
    headers: out.headers as Record<string, string | string[]>,
    signal,
    ...out.tls,
  };
  const request = (out.url.protocol === 'https:' ? secure : plain)(out.url, options);
  request.on('response', resolve);
  request.on('error', reject);
  request.on('upgrade', (_response, socket) => {
    socket.destroy();
    reject(new KubeError('bad-answer', `${out.url.host} wants to speak another protocol`));
  });
  request.end(out.body);
  return promise;
}

/** The body without its compression. */
function decoded(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  return pipeline(response, createGunzip({ chunkSize: CHUNK }), () => undefined);
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

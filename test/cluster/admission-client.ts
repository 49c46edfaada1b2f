import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import { asObject, asString, isObject } from '../../src/std/value.ts';
import type { ControlPlane } from '../control-plane/start.ts';

/** What the server answered, with what only its headers say. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];
  readonly auditId: string;
}

export interface Api {
  send(method: string, path: string, options?: { body?: JsonObject; user?: string }): Promise<Answer>;
  close(): void;
}

/** Talks to the server as administrator, or for somebody else in the group `testers`. */
export async function openApi(plane: ControlPlane): Promise<Api> {
  const pair = await plane.authority.issue({ commonName: 'root', organizations: ['system:masters'] });
  const agent = new Agent({
    ca: plane.authority.certificate,
    cert: pair.certificate,
    key: pair.key,
    keepAlive: true,
    maxSockets: 8,
  });
  return {
    send: (method, path, { body, user } = {}) => once(() => ask(method, path, body, user)),
    close: () => agent.destroy(),
  };

  function ask(method: string, path: string, body?: JsonObject, user?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(`${plane.server}${path}`, { method, agent, headers: headersFor(user) }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
          resolve({
            status: response.statusCode ?? 0,
            body: asObject(parsed as JsonObject),
            warnings: warningsOf(response.rawHeaders),
            auditId: String(response.headers['audit-id'] ?? ''),
          });
        });
      });
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/** A connection that the server closed while it was idle is not found out until it is used. */
async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    return await work();
  }
}

function headersFor(user: string | undefined): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  if (user === undefined) return json;
  return {
    ...json,
    'impersonate-user': user,
    'impersonate-group': 'testers',
    'impersonate-extra-example.com%2fteam': user === 'alice' ? 'red' : 'blue',
  };
}

/** `299 - "text"` (RFC 7234), where quotes and backslashes are escaped. */
function warningsOf(raw: readonly string[]): string[] {
  return raw.flatMap((name, i) => {
    if (i % 2 === 1 || name.toLowerCase() !== 'warning') return [];
    const text = /^299 - "([^]*)"$/.exec(Buffer.from(raw[i + 1] ?? '', 'latin1').toString('utf8'))?.[1] ?? '';
    return [text.replaceAll(/\\(.)/g, '$1')];
  });
}

/** Annotations of audit events, by the id of their request. */
export function auditAnnotations(plane: ControlPlane): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const line of readFileSync(join(plane.folder, 'audit.log'), 'utf8').split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as JsonObject;
    if (isObject(event['annotations'])) found.set(asString(event['auditID'])!, event['annotations']);
  }
  return found;
}

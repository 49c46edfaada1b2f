import type { Json } from '../../model/json.ts';
import { isUrlRequest, type AccessRequest } from '../authorizer/request.ts';
import type { User } from '../authorizer/users.ts';
import { type Allowed, type AuditEvent, readEvent } from './event.ts';

/** One request that one user made, however often. */
export interface Used extends Allowed {
  readonly count: number;
  /** ISO times. */
  readonly first: string;
  readonly last: string;
}

/** What an audit log says was used. Memory grows with distinct requests, not with events. */
export interface Usage {
  /** Adds one line; false where it is no event. */
  add(line: string): boolean;
  readonly events: number;
  readonly used: readonly Used[];
}

type Draft = { -readonly [key in keyof Used]: Used[key] };

export function createUsage(): Usage {
  const drafts = new Map<string, Draft>();
  let events = 0;
  return {
    add(line) {
      const parsed = parse(line);
      if (parsed === undefined) return false;
      events++;
      const event = readEvent(parsed);
      if (event) for (const one of event.allowed) note(drafts, one, event);
      return true;
    },
    get events() {
      return events;
    },
    get used() {
      return [...drafts.values()];
    },
  };
}

function parse(line: string): Json | undefined {
  try {
    const value = JSON.parse(line) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function note(drafts: Map<string, Draft>, { user, request }: Allowed, { time, ended }: AuditEvent): void {
  const key = `${keyOf(user)}\n${requestKey(request)}`;
  const draft = drafts.get(key);
  if (!draft) drafts.set(key, { user, request, count: Number(ended), first: time, last: time });
  else {
    draft.count += Number(ended);
    if (time < draft.first) draft.first = time;
    if (time > draft.last) draft.last = time;
  }
}

function keyOf({ name, groups }: User): string {
  return `${name}\0${groups.join('\0')}`;
}

function requestKey(request: AccessRequest): string {
  if (isUrlRequest(request)) return `${request.verb}\0${request.url}`;
  const { verb, group, resource, subresource, namespace, name } = request;
  return `${verb}\0${group}\0${resource}\0${subresource}\0${namespace}\0${name}`;
}

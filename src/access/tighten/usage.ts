import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { isUrlRequest, type AccessRequest } from '../authorizer/request.ts';
import type { User } from '../authorizer/users.ts';
import { type Cut, cutLine, isAlike } from './cut-line.ts';
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

/** What lines that are alike say: the requests, and whether they have ended. */
interface Said {
  readonly drafts: readonly Draft[];
  readonly ended: boolean;
}

/** The last line of those with one middle. */
interface Known extends Said {
  readonly cut: Cut;
}

/** So many lines that differ are known; then it begins anew. */
const MOST_KNOWN = 32_768;

export function createUsage(): Usage {
  const drafts = new Map<string, Draft>();
  const known = new Map<string, Known>();
  let events = 0;
  const read = (line: string, cut: Cut | undefined): Said | undefined => {
    const parsed = parse(line);
    if (parsed === undefined) return undefined;
    const event = readEvent(parsed);
    const said = {
      drafts: event?.allowed.map((one) => draftOf(drafts, one, event)) ?? [],
      ended: event?.ended ?? false,
    };
    if (cut && parsed['requestReceivedTimestamp'] === cut.time) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(cut.middle, { ...said, cut });
    }
    for (const draft of said.drafts) count(draft, event?.time ?? '', said.ended);
    return said;
  };
  return {
    add(line) {
      const cut = cutLine(line);
      const said = cut && known.get(cut.middle);
      if (said && isAlike(said.cut, cut)) for (const draft of said.drafts) count(draft, cut.time, said.ended);
      else if (!read(line, cut)) return false;
      events++;
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

function parse(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line) as Json;
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function draftOf(drafts: Map<string, Draft>, { user, request }: Allowed, { time }: AuditEvent): Draft {
  const key = `${keyOf(user)}\n${requestKey(request)}`;
  let draft = drafts.get(key);
  if (!draft) drafts.set(key, (draft = { user, request, count: 0, first: time, last: time }));
  return draft;
}

function count(draft: Draft, time: string, ended: boolean): void {
  draft.count += Number(ended);
  if (time < draft.first) draft.first = time;
  if (time > draft.last) draft.last = time;
}

function keyOf({ name, groups }: User): string {
  return `${name}\0${groups.join('\0')}`;
}

function requestKey(request: AccessRequest): string {
  if (isUrlRequest(request)) return `${request.verb}\0${request.url}`;
  const { verb, group, resource, subresource, namespace, name } = request;
  return `${verb}\0${group}\0${resource}\0${subresource}\0${namespace}\0${name}`;
}

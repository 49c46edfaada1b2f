import { type User, userText } from '../../access/authorizer/users.ts';
import { requestText } from '../../access/authorizer/request.ts';
import type { Used } from '../../access/tighten/usage.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Need } from '../../network/suggest/need.ts';
import type { Control } from '../../paths/controls.ts';
import { titleOf } from '../../paths/overlay.ts';
import type { Recorded, Replay, Replayed, ReplayedChange } from '../../paths/replay.ts';
import { readAudit } from '../../scan/access-audit.ts';
import { count, printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { readFlows } from './network-flows.ts';

/* What logs say of changes: read, told, weighed. */

export interface LogFlags {
  readonly audit?: readonly string[];
  readonly flows?: readonly string[];
}

/**
 * Reads the logs that were given.
 * @throws UserError where a log can't be read, or where it is not known which cluster it is of.
 */
export async function readLogs(
  { audit, flows }: LogFlags,
  clusters: number,
): Promise<{ readonly recorded: Recorded | undefined; readonly gaps: readonly Gap[] }> {
  if (!audit && !flows) return { recorded: undefined, gaps: [] };
  if (clusters > 1) {
    throw new UserError('bad-option', 'A log is of one cluster, and the targets are several.', {
      hint: 'Name one cluster, one snapshot, or files.',
    });
  }
  const requests = audit && (await readAudit(audit));
  const log = flows && (await readFlows(flows, []));
  const problems = (log?.problems ?? []).map(({ file, line, message }): Gap => ({
    code: 'syntax',
    file,
    place: { file, line, column: 1, endLine: line, endColumn: 1 },
    message: `${message}.`,
  }));
  return {
    recorded: { ...(requests && { used: requests.usage.used }), ...(log && { flows: log.flows() }) },
    gaps: [...(requests?.gaps ?? []), ...problems],
  };
}

/** A change that takes what was recorded costs so many times what it says. */
const DEARNESS: Readonly<Record<Replayed['verdict'], number>> = { breaks: 8, 'may-break': 3, unknown: 1, safe: 0.5 };

/** What changes cost more for what was recorded. Policies are written from the flows: to ask each of them again would be a network analysis. */
export function dearnessBy(replay: Replay): (control: Control) => number {
  const known = new Map<string, number>();
  return (control) => {
    let dearness = known.get(control.key);
    if (dearness === undefined) known.set(control.key, (dearness = DEARNESS[verdictOf(control, replay)]));
    return dearness;
  };
}

function verdictOf(control: Control, replay: Replay): Replayed['verdict'] {
  const isPolicy = control.change !== 'delete' && control.change.op === 'create';
  if (isPolicy) return replay.flows > 0 ? 'safe' : 'unknown';
  return replay.of([control]).verdict;
}

/** `safe to apply`, or what would break; nothing where no log tells. */
export function verdictLines({ verdict, requests, flows }: Replayed, pen: Pen): string[] {
  if (verdict === 'unknown') return [];
  if (verdict === 'safe') return [pen.paint('safe to apply: nothing that was recorded needs it', 'dim')];
  const broken = [...requestLines(requests), ...flowLines(flows)];
  return [
    pen.paint(`${verdict === 'breaks' ? 'would break' : 'may break'} ${total(requests, flows)}`, 'bold'),
    ...broken,
  ];
}

/** `2 recorded requests, made 80 times`. */
function total(requests: readonly Used[], flows: readonly Need[]): string {
  const told = (list: readonly { readonly count: number }[], what: string, verb: string) => {
    const times = list.reduce((all, one) => all + one.count, 0);
    return list.length === 0 ? [] : [`${count(list.length, what)}, ${verb} ${count(times, 'time')}`];
  };
  return [...told(requests, 'recorded request', 'made'), ...told(flows, 'recorded connection', 'seen')].join('; ');
}

const MOST = 3;

function requestLines(requests: readonly Used[]): string[] {
  const rows = requests.toSorted((a, b) => b.count - a.count).map((one) => `  ${printable(usedText(one))}`);
  return shortened(rows, 'other requests');
}

function flowLines(flows: readonly Need[]): string[] {
  const rows = flows
    .toSorted((a, b) => b.count - a.count)
    .map((one) => `  ${printable(`${flowText(one)} (${one.count}, first at ${one.file}:${one.line})`)}`);
  return shortened(rows, 'other connections');
}

function shortened(rows: readonly string[], what: string): string[] {
  const more = rows.length - MOST;
  return more > 0 ? [...rows.slice(0, MOST), `  and ${more} ${what}`] : [...rows];
}

function usedText({ user, request, count: times, first, last }: Used): string {
  const when =
    first.slice(0, 10) === last.slice(0, 10) ? first.slice(0, 10) : `${first.slice(0, 10)} to ${last.slice(0, 10)}`;
  return `${userText(user)}: ${requestText(request)} (${times}${when ? `, ${when}` : ''})`;
}

function flowText({ text, protocol, port }: Need): string {
  return `${text}, ${protocol}${port === undefined ? '' : ` ${port}`}`;
}

/** What all changes together do to what was recorded. */
export function replayLines(replay: Replay, { requests, flows }: Replayed, pen: Pen): string[] {
  const asked = [
    ...(replay.requests > 0 ? [count(replay.requests, 'distinct request')] : []),
    ...(replay.flows > 0 ? [count(replay.flows, 'connection')] : []),
  ].join(' and ');
  if (!asked) return ['', 'The logs hold nothing that the objects allow: they may be of another cluster.'];
  const lost = requests.length + flows.length;
  const verdict = lost === 0 ? 'none would be denied' : `${lost} of them would be denied`;
  return ['', pen.paint(`Replayed with all changes made: ${asked}; ${verdict}.`, 'bold')];
}

/** What a change of whole objects does to what was recorded, and what of it no log tells. */
export function changeReplayLines(replay: Replay, replayed: ReplayedChange, pen: Pen): string[] {
  const { verdict, untold } = replayed;
  const names = untold.slice(0, MOST).map(titleOf).join(', ');
  const more = untold.length > MOST ? ` and ${untold.length - MOST} others` : '';
  const rest = untold.length > 0 ? [printable(`No log tells all that the change of ${names}${more} may break.`)] : [];
  const nothing = verdict === 'unknown' && replay.requests + replay.flows > 0;
  return [
    ...replayLines(replay, replayed, pen),
    ...verdictLines(replayed, pen),
    ...(nothing ? ['Nothing that was recorded is known to need what it takes away.'] : []),
    ...rest,
  ];
}

export function changeReplayJson(replay: Replay, replayed: ReplayedChange): JsonObject {
  return { ...wholeReplayJson(replay, replayed), untold: replayed.untold.map(titleOf) };
}

/** What can be asked again, and what of it is denied. */
export function wholeReplayJson(replay: Replay, replayed: Replayed): JsonObject {
  const { verdict, requests, flows } = replayJson(replayed);
  return {
    requests: replay.requests,
    flows: replay.flows,
    verdict: verdict!,
    denied: { requests: requests!, flows: flows! },
  };
}

export function replayJson({ verdict, requests, flows }: Replayed): JsonObject {
  return {
    verdict,
    requests: requests.map(({ user, request, count: times, first, last }) => ({
      ...userJson(user),
      request: { ...request },
      count: times,
      first,
      last,
    })),
    flows: flows.map(({ text, protocol, port, count: times, file, line }) => ({
      flow: text,
      protocol,
      ...(port !== undefined && { port }),
      count: times,
      file,
      line,
    })),
  };
}

function userJson({ name, groups }: User): JsonObject {
  return { user: name, groups: [...groups] };
}

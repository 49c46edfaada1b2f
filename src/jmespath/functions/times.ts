import { FunctionFailure } from '../error.ts';
import { define, type JmespathFunction } from '../function.ts';
import { clamp, formatDuration, parseDuration } from '../go/duration.ts';
import { parseTime, RFC3339 } from '../go/layout.ts';
import { fieldsOf, formatRfc3339, truncateTime, type Time } from '../go/time.ts';
import type { Run } from '../run.ts';

const INT64 = /^[+-]?\d{1,19}$/;

function time(text: string): Time {
  return parseTime(RFC3339, text);
}

function duration(text: string): bigint {
  const value = parseDuration(text);
  if (value === undefined) throw new FunctionFailure(`"${text}" is no duration`);
  return value;
}

/** @throws FunctionFailure where no clock was handed in. */
function now({ context }: Run): Time {
  if (!context.now) throw new FunctionFailure('there is no clock here');
  return { nano: BigInt(Math.trunc(context.now() * 1e6)), offset: 0 };
}

function between(from: Time, to: Time): string {
  return formatDuration(clamp(to.nano - from.nano));
}

function since(layout: string, from: string, to: string, run: Run): string {
  const read = (text: string) => parseTime(layout || RFC3339, text);
  return between(read(from), to === '' ? now(run) : read(to));
}

/** A layout that is a number stands for seconds since 1970. */
function parse(layout: string, text: string): string {
  if (!INT64.test(layout)) return formatRfc3339(parseTime(layout, text));
  if (!INT64.test(text)) throw new FunctionFailure(`"${text}" is no number of seconds`);
  return formatRfc3339({ nano: BigInt(text.replace('+', '')) * 1_000_000_000n, offset: 0 });
}

function toCron(text: string): string {
  const { minute, hour, day, month, weekday } = fieldsOf(time(text));
  return `${minute} ${hour} ${day} ${month} ${weekday}`;
}

const NOW: JmespathFunction = { takes: [], run: (_, run) => formatRfc3339(now(run)) };

export const TIMES: readonly [string, JmespathFunction][] = [
  ['time_add', define(['string', 'string'], ([t, d]) => formatRfc3339(added(time(t), duration(d))))],
  ['time_after', define(['string', 'string'], ([a, b]) => time(a).nano > time(b).nano)],
  ['time_before', define(['string', 'string'], ([a, b]) => time(a).nano < time(b).nano)],
  ['time_between', define(['string', 'string', 'string'], ([t, from, to]) => isBetween(time(t), time(from), time(to)))],
  ['time_diff', define(['string', 'string'], ([from, to]) => between(time(from), time(to)))],
  ['time_now', NOW],
  ['time_now_utc', NOW],
  ['time_parse', define(['string', 'string'], ([layout, text]) => parse(layout, text))],
  ['time_since', define(['string', 'string', 'string'], ([layout, from, to], run) => since(layout, from, to, run))],
  ['time_to_cron', define(['string'], ([t]) => toCron(t))],
  ['time_truncate', define(['string', 'string'], ([t, d]) => formatRfc3339(truncateTime(time(t), duration(d))))],
  ['time_utc', define(['string'], ([t]) => formatRfc3339({ ...time(t), offset: 0 }))],
];

function added(t: Time, d: bigint): Time {
  return { ...t, nano: t.nano + d };
}

function isBetween(t: Time, from: Time, to: Time): boolean {
  return t.nano > from.nano && t.nano < to.nano;
}

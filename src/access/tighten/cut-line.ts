/** A line of an audit log without what tells it from other lines of the same request, user and outcome. */
export interface Cut {
  /** What is in front of the id, between it and the first time, between the times, behind them. */
  readonly head: string;
  readonly middle: string;
  readonly between: string;
  readonly tail: string;
  /** When the request was received. */
  readonly time: string;
}

/** Whether lines of two cuts say the same but for ids and times. */
export function isAlike(a: Cut, b: Cut): boolean {
  return a.middle === b.middle && a.tail === b.tail && a.head === b.head && a.between === b.between;
}

const ID = '"auditID":"';
const RECEIVED = '"requestReceivedTimestamp":"';
const STAGE = '"stageTimestamp":"';
/** Lines with whole objects are hardly like others. */
const LONGEST = 4096;
const PLAIN = /[-\w.:+]{1,64}"/y;

/**
 * Cuts the id and the times out of an event as API servers write it. Where no backslash is in a line, a quote begins or ends a
 * text, so that lines that are alike say the same but for these three, or are no JSON, all of them. Undefined for a line of another shape.
 */
export function cutLine(line: string): Cut | undefined {
  if (line.length > LONGEST || line.includes('\\')) return undefined;
  const id = valueAfter(line, ID, 0);
  const received = id && valueAfter(line, RECEIVED, id.end);
  const stage = received && valueAfter(line, STAGE, received.end);
  if (!stage || line.includes(RECEIVED, received.end)) return undefined;
  return {
    head: line.slice(0, id.start),
    middle: line.slice(id.end, received.start),
    between: line.slice(received.end, stage.start),
    tail: line.slice(stage.end),
    time: line.slice(received.start, received.end),
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text behind the first such key from a position; undefined where it is none, or not plain. */
function valueAfter(line: string, key: string, from: number): Span | undefined {
  const found = line.indexOf(key, from);
  if (found < 0) return undefined;
  const start = found + key.length;
  PLAIN.lastIndex = start;
  return PLAIN.test(line) ? { start, end: PLAIN.lastIndex - 1 } : undefined;
}

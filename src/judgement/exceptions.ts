import type { Exception, ExceptionProblem } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import { asString, isObject } from '../std/value.ts';
import { isDate } from '../std/date.ts';

/** An exception and where it holds. */
export interface ScopedException extends Exception {
  readonly scope: LinesScope | ResourceScope | ChosenScope;
}

/** Findings whose place begins in these lines of a file. Exceptions of one file ascend in `from`, whole files aside. */
export interface LinesScope {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

export interface ResourceScope {
  readonly resource: Resource;
}

export interface ChosenScope {
  holds(resource: Resource): boolean;
}

/** The word that stands for every rule. */
export function everyRule(kind: Exception['kind']): string {
  return kind === 'annotation' ? 'all' : '*';
}

export interface ExceptionSet {
  readonly exceptions: readonly ScopedException[];
  readonly problems: readonly ExceptionProblem[];
}

/** The word that begins an exception in a comment. */
export const MARKER = 'castellan-ignore';
/** Longer lines are no comment that a person wrote; what reads them takes quadratic time. */
const LONGEST = 2000;
const COMMENT = /(?:#|\/\/)\s*castellan-ignore(-file)?\s+([a-z0-9*][\w*,\s./-]*?)\s*(?::\s*(.*))?$/;
const UNTIL = /[\s,;(]*\buntil[:=]?\s*(\d{4}-\d\d-\d\d)[\s,;)]*$/;
/** `(until 31.1.2027)`: an end was meant, and without it the exception would hold for ever. */
const ODD_UNTIL = /\(until[:=]?\s([^()]{1,40})\)$/;
const OWNER = /[\s,;(]*\bowner[:=]\s*([\w@./-]+)[\s,;)]*$/;

/**
 * Reads exceptions from comments: `# castellan-ignore host-pid: reads process lists (until 2027-01-31)`. After an entry it
 * holds for that entry and what is nested in it; alone on a line, for the entry below; above the first key of a document,
 * for the document; with `-file`, for the file.
 */
export function commentExceptions(file: string, text: string): ExceptionSet {
  if (!text.includes(MARKER)) return { exceptions: [], problems: [] };
  const lines = text.split(/\r?\n/);
  const endOf = createEnds(lines, !IN_BLOCKS.test(file));
  const exceptions: ScopedException[] = [];
  const problems: ExceptionProblem[] = [];
  lines.forEach((content, i) => {
    if (!content.includes(MARKER)) return;
    const place = markerPlace(file, content, i);
    const match = content.length > LONGEST ? null : COMMENT.exec(content);
    if (!match?.[2]) {
      problems.push({ code: 'invalid', message: `Write \`# ${MARKER} <rule>: <reason>\`.`, place });
      return;
    }
    const rules = match[2].split(/[,\s]+/).filter(Boolean);
    const parsed = parseReason(match[3] ?? '');
    const problem = problemOf(parsed, `The exception for ${rules.join(', ')}`, place);
    if (problem) {
      problems.push(problem);
      return;
    }
    const scope = match[1] ? { file, from: 1, to: Number.POSITIVE_INFINITY } : { file, from: i + 1, to: endOf(i) };
    exceptions.push({ ...parsed, rules, kind: 'comment', place, scope });
  });
  return { exceptions, problems };
}

function markerPlace(file: string, content: string, index: number): Place {
  const column = content.indexOf(MARKER) + 1;
  return { file, line: index + 1, column, endLine: index + 1, endColumn: column + MARKER.length };
}

/** Takes a trailing `until 2027-01-31` and `owner=team` off a reason. */
export function parseReason(text: string): { reason: string; until?: string; owner?: string } {
  let reason = text.slice(0, LONGEST).trim();
  const found: { until?: string; owner?: string } = {};
  for (let round = 0; round < 2; round++) {
    const until = UNTIL.exec(reason);
    if (until?.[1]) [found.until, reason] = [until[1], reason.slice(0, until.index)];
    const owner = OWNER.exec(reason);
    if (owner?.[1]) [found.owner, reason] = [owner[1], reason.slice(0, owner.index)];
  }
  return { reason: reason.replace(/[\s,;]+$/, ''), ...found };
}

/** What is wrong with a reason: there is none, or it ends with a date that can't be read. */
function problemOf(
  { reason, until }: ReturnType<typeof parseReason>,
  what: string,
  place: Place,
): ExceptionProblem | undefined {
  if (!reason) return { code: 'no-reason', message: `${what} gives no reason.`, place };
  const odd = until === undefined ? ODD_UNTIL.exec(reason)?.[1] : isDate(until) ? undefined : until;
  if (odd === undefined) return undefined;
  return { code: 'invalid', message: `${what} ends on "${odd}", which is no date like 2027-01-31.`, place };
}

/** Files of blocks side by side: what stands above the first one speaks of that one. */
const IN_BLOCKS = /\.(?:tf|tofu)$/;

const COMMENT_LINE = /^\s*(#|\/\/)/;
const PASSED_OVER = /^\s*(#.*|\/\/.*|---.*)?$/;
const NO_CONTENT = /^\s*(#.*)?$/;

/**
 * Gives the last line (1-based) of the entry that a comment on line `index` speaks of. A run of comments is gone over
 * once, however many of them are exceptions.
 */
function createEnds(lines: readonly string[], hasDocuments: boolean): (index: number) => number {
  let known: { readonly from: number; readonly target: number; readonly end: number } | undefined;
  return (index) => {
    if (!COMMENT_LINE.test(lines[index] ?? '')) return blockEnd(lines, index);
    if (known && index >= known.from && index < known.target) return known.end;
    let target = index;
    while (target < lines.length - 1 && PASSED_OVER.test(lines[target] ?? '')) target++;
    const end = hasDocuments && isDocumentStart(lines, target) ? documentEnd(lines, target) : blockEnd(lines, target);
    known = { from: index, target, end };
    return end;
  };
}

function blockEnd(lines: readonly string[], target: number): number {
  const indent = indentOf(lines[target] ?? '');
  let end = target + 1;
  while (end < lines.length && (isBlank(lines[end]) || indentOf(lines[end] ?? '') > indent)) end++;
  return end;
}

function isDocumentStart(lines: readonly string[], target: number): boolean {
  if (indentOf(lines[target] ?? '') > 0) return false;
  for (let i = target - 1; i >= 0; i--) {
    if (lines[i]?.startsWith('---')) return true;
    if (!NO_CONTENT.test(lines[i] ?? '')) return false;
  }
  return true;
}

function documentEnd(lines: readonly string[], from: number): number {
  let end = from + 1;
  while (end < lines.length && !lines[end]?.startsWith('---')) end++;
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isBlank(line: string | undefined): boolean {
  return !line?.trim();
}

const ANNOTATION = 'ignore.castellan.dev/';

/**
 * Reads exceptions from the annotations of an object: `ignore.castellan.dev/host-pid: reads process lists (until
 * 2027-01-31)`. Undefined where it has none.
 */
export function annotationExceptions(resource: Resource): ExceptionSet | undefined {
  const metadata = resource.object['metadata'];
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  if (!isObject(annotations)) return undefined;
  const keys = Object.keys(annotations).filter((key) => key.startsWith(ANNOTATION));
  if (keys.length === 0) return undefined;
  const exceptions: ScopedException[] = [];
  const problems: ExceptionProblem[] = [];
  for (const key of keys) {
    const rule = key.slice(ANNOTATION.length);
    const place = resource.origin.locate(['metadata', 'annotations', key]);
    const parsed = parseReason(asString(annotations[key]) ?? '');
    const problem = problemOf(parsed, `The annotation ${key}`, place);
    if (problem) problems.push(problem);
    else exceptions.push({ ...parsed, rules: [rule], kind: 'annotation', place, scope: { resource } });
  }
  return { exceptions, problems };
}

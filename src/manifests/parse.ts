import type { Json } from '../model/json.ts';
import { type DuplicateKey, LimitReached } from './cursor.ts';
import { chunks } from './documents.ts';
import { readWithLibrary, Unreadable } from './fallback.ts';
import { LineCounter } from './lines.ts';
import { readDocument } from './read.ts';
import {
  DEFAULT_LIMITS,
  type ManifestDocument,
  type ManifestLimits,
  type ManifestProblem,
  type ParsedStream,
  type ProblemCode,
} from './types.ts';

export type { ManifestDocument, ManifestLimits, ManifestProblem, ParsedStream } from './types.ts';

/** A stream under way. */
interface Stream {
  readonly text: string;
  readonly limits: ManifestLimits;
  readonly skimmed: string | undefined;
  readonly lines: LineCounter;
  readonly documents: ManifestDocument[];
  readonly problems: ManifestProblem[];
  /** Whether it holds what the fast reader leaves to the library, somewhere. */
  readonly hasOddities: boolean;
  /** Documents with content so far. */
  count: number;
}

interface Outcome {
  readonly value: Json | undefined;
  readonly end: number;
  readonly fast: boolean;
  readonly duplicates: readonly DuplicateKey[] | undefined;
  readonly skimmed: boolean;
}

/**
 * Reads every document of a YAML or JSON stream as Kubernetes would. Never throws: what cannot be read is a problem,
 * and a fatal problem loses its one document. Empty and null documents are left out. The values of the key `skimmed`
 * are read for their syntax alone: a map there is answered as an empty one, which saves most of what a CRD costs.
 */
export function parseManifests(text: string, limits?: Partial<ManifestLimits>, skimmed?: string): ParsedStream {
  const stream: Stream = {
    text,
    limits: { ...DEFAULT_LIMITS, ...limits },
    skimmed,
    lines: new LineCounter(text),
    documents: [],
    problems: [],
    hasOddities: (text.includes('\r') && ODDITY.test(text)) || text.includes('\uFEFF', 1),
    count: 0,
  };
  if (text.length > stream.limits.length)
    refuse(stream, `The text is longer than ${stream.limits.length} characters.`, 0);
  else readStream(stream);
  return { documents: stream.documents, problems: stream.problems };
}

/** A carriage return without a line feed, and a byte order mark within a document. */
const ODDITY = /\r(?!\n)|\uFEFF/;

function readStream(stream: Stream): void {
  for (const chunk of chunks(stream.text)) {
    let { start } = chunk;
    while (start < chunk.end) {
      if (stream.count >= stream.limits.documents)
        return refuse(stream, `The text has more than ${stream.limits.documents} documents.`, start);
      start = readOne(stream, start, chunk.end);
    }
  }
}

/** Reads the document at `start`; answers where the next one of the same chunk begins. */
function readOne(stream: Stream, start: number, end: number): number {
  try {
    const outcome = read(stream, start, end);
    if (outcome.value !== undefined) addDocument(stream, outcome, outcome.value, start);
    return outcome.end;
  } catch (error) {
    addFailure(stream, error, start);
    stream.count++;
    return end;
  }
}

function read(stream: Stream, start: number, end: number): Outcome {
  const { text, limits, skimmed } = stream;
  if (!stream.hasOddities || !ODDITY.test(text.slice(start, end))) {
    const reading = readDocument(text, start, end, { ...limits, skimmed }, false);
    if (reading) {
      const { value, end: to, cursor } = reading;
      return { value, end: to, fast: true, duplicates: cursor.duplicates, skimmed: cursor.hasSkimmed };
    }
  }
  if (end - start > limits.unusual)
    throw new LimitReached(`The document is longer than ${limits.unusual} characters and unusual.`, start);
  const { value, duplicates } = readWithLibrary(text, start, end, limits);
  return { value, end, fast: false, duplicates, skimmed: false };
}

function addDocument(stream: Stream, outcome: Outcome, value: Json, start: number): void {
  const { line } = stream.lines.at(start);
  if (value !== null) {
    const index = stream.count;
    stream.documents.push({
      index,
      value,
      start,
      end: outcome.end,
      line,
      fast: outcome.fast,
      ...(outcome.skimmed && { skimmed: true }),
    });
  }
  for (const { key, offset } of outcome.duplicates ?? [])
    addProblem(stream, 'duplicate-key', `The key "${key}" occurs twice in one map; the last one wins.`, offset, false);
  if (value !== null) stream.count++;
}

function addFailure(stream: Stream, error: unknown, start: number): void {
  if (error instanceof Unreadable) addProblem(stream, error.code, error.message, error.offset, true);
  else if (error instanceof LimitReached) addProblem(stream, 'limit', error.message, error.offset, true);
  else addProblem(stream, 'syntax', `The document cannot be read: ${String(error)}.`, start, true);
}

function addProblem(stream: Stream, code: ProblemCode, message: string, offset: number, fatal: boolean): void {
  const { line, column } = stream.lines.at(offset);
  stream.problems.push({ code, message, line, column, fatal, document: stream.count });
}

function refuse(stream: Stream, message: string, offset: number): void {
  addProblem(stream, 'limit', message, offset, true);
}

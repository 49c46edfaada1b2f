import type { Check } from '../model/check.ts';
import type { ExceptionProblem, Finding, RawFinding, SuppressedFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { collapse } from './collapse.ts';
import { annotationExceptions, commentExceptions, MARKER, type ExceptionSet } from './exceptions.ts';
import { append } from '../std/append.ts';
import { createSparse, sharedEnds, type Sparse, sparse } from '../std/sparse.ts';
import { compareFindings, comparePlaces, compareText, resorted } from './order.ts';
import { bare, createSilencer, exceptionProblems, type RunOfRules, type Silenced } from './silence.ts';
import { type Settling, toFinding } from './to-finding.ts';

export interface JudgementInput extends Settling, Omit<RunOfRules, 'isPartial'> {
  readonly resources: readonly Resource[];
  /** Text of every file that was read, for exceptions in comments. */
  readonly texts: ReadonlyMap<string, string>;
  readonly configExceptions: ExceptionSet;
  /** Limits findings to these files; all where undefined. */
  readonly onlyFiles?: ReadonlySet<string>;
  /** What earlier rounds of `watch` settled. */
  readonly memory?: JudgementMemory;
  /** Raw findings are let go once they are judged: `open` stays empty. They are most of what a large scan would hold. */
  readonly dropsRaw?: boolean;
}

/** What later rounds with the same severities and edits need not settle again. */
export interface JudgementMemory {
  /** The accepted findings of the last round, by identity. */
  baseline: ReadonlySet<string> | undefined;
  /** What the findings of each resource became, in the order of the last round. */
  round: readonly Settled[];
  /** The findings of the last round, sorted. */
  sorted: readonly Finding[];
  settled: WeakMap<Resource, Settled>;
  /** Exceptions in the comments of each file, and the text that they were read from. */
  readonly comments: Map<string, { readonly text: string; readonly set: ExceptionSet | undefined }>;
  readonly annotations: Sparse<ExceptionSet>;
}

/** The open findings of a resource, and what they became. */
interface Settled {
  readonly open: readonly RawFinding[];
  readonly findings: readonly Finding[];
  /** Its position in the last round. */
  position: number;
}

export function createJudgementMemory(): JudgementMemory {
  return {
    baseline: undefined,
    round: [],
    sorted: [],
    settled: new WeakMap(),
    comments: new Map(),
    annotations: createSparse(),
  };
}

export interface Judged {
  readonly findings: readonly Finding[];
  /** Raw findings that no exception silences, before folding: what `fix` works on. */
  readonly open: readonly RawFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly problems: readonly ExceptionProblem[];
}

/** A judgement under way: from raw findings to what people see, resource by resource. */
export interface Judgement {
  /** Takes all findings of one resource. */
  add(found: readonly RawFinding[]): void;
  /** Findings with exceptions applied, causes folded, places and severities settled, sorted. */
  end(): Judged;
}

/** Judges raw findings; those of a resource stand together. */
export function judge(input: JudgementInput & { readonly raw: readonly RawFinding[] }): Judged {
  const { raw } = input;
  const judgement = startJudgement(input);
  let start = 0;
  for (let i = 1; i <= raw.length; i++) {
    if (raw[i]?.resource === raw[start]!.resource) continue;
    judgement.add(raw.slice(start, i));
    start = i;
  }
  return judgement.end();
}

export function startJudgement(input: JudgementInput): Judgement {
  const { onlyFiles, memory, today } = input;
  const { exceptions, problems } = gatherExceptions(input);
  const silencer = createSilencer(exceptions, today);
  const open: RawFinding[] = [];
  const settling = memory ? settleRemembering(input, memory) : settleOnce(input);
  return {
    add(found) {
      const resource = found[0]?.resource;
      if (!resource || (onlyFiles && !onlyFiles.has(resource.origin.file))) return;
      const left = silencer.open(found);
      if (!input.dropsRaw) append(open, left);
      settling.add(resource, left);
    },
    end: () => ({
      findings: settling.sorted(),
      open,
      suppressed: suppressedOf(silencer.silenced(), input),
      problems: [
        ...problems,
        ...exceptionProblems(exceptions, silencer.used, { ...input, isPartial: onlyFiles !== undefined }),
      ].sort((a, b) => comparePlaces(a.place, b.place) || compareText(a.message, b.message)),
    }),
  };
}

/** The way from open findings of each resource to all findings. */
interface Settlement {
  add(resource: Resource, open: readonly RawFinding[]): void;
  sorted(): readonly Finding[];
}

/** Findings that are settled together. */
const BATCH = 1000;

/** Settles many resources in a row: turn by turn with the rules, either's code would push the other's out of the caches. */
function settleOnce(settling: Settling): Settlement {
  const findings: Finding[] = [];
  let waiting: RawFinding[] = [];
  const settleWaiting = () => {
    append(findings, settle(waiting, settling));
    waiting = [];
  };
  return {
    add(_resource, open) {
      append(waiting, open);
      if (waiting.length >= BATCH) settleWaiting();
    },
    sorted() {
      settleWaiting();
      return findings.sort(compareFindings);
    },
  };
}

function settle(open: readonly RawFinding[], settling: Settling): Finding[] {
  return collapse(open).map((cluster) => toFinding(cluster, settling));
}

/**
 * Settles what the last round did not. `watch` comes again with the very same findings for all that did not change, mostly
 * in the same order: what is next is looked at first, which costs the least.
 */
function settleRemembering(settling: Settling, memory: JudgementMemory): Settlement {
  if (memory.baseline !== settling.baseline) forgetSettled(memory, settling.baseline);
  const last = memory.round;
  const round: Settled[] = [];
  let next = 0;
  return {
    add(resource, open) {
      let known = last[next];
      if (known?.open !== open) known = memory.settled.get(resource);
      if (!known || !isSame(known.open, open)) {
        known = { open, findings: settle(open, settling), position: -1 };
        memory.settled.set(resource, known);
      }
      if (last[known.position] === known) next = known.position + 1;
      known.position = round.push(known) - 1;
    },
    sorted() {
      const { start, end } = sharedEnds(last, round);
      const gone = last.slice(start, last.length - end).flatMap(({ findings }) => findings);
      const come = round.slice(start, round.length - end).flatMap(({ findings }) => findings);
      const sorted =
        resorted(memory.sorted, gone, come) ?? round.flatMap(({ findings }) => findings).sort(compareFindings);
      memory.round = round;
      memory.sorted = sorted;
      return sorted;
    },
  };
}

/** A finding says whether it was accepted. */
function forgetSettled(memory: JudgementMemory, baseline: ReadonlySet<string>): void {
  memory.baseline = baseline;
  memory.round = [];
  memory.sorted = [];
  memory.settled = new WeakMap();
}

function isSame(a: readonly RawFinding[], b: readonly RawFinding[]): boolean {
  return a === b || (a.length === b.length && a.every((finding, i) => finding === b[i]));
}

function suppressedOf(silenced: readonly Silenced[], { severities, baseline }: Settling): SuppressedFinding[] {
  return silenced
    .map(([lead, exception]) => ({
      finding: toFinding({ lead, members: [lead], others: [], covers: [] }, { severities, baseline }),
      exception: bare(exception),
    }))
    .sort((a, b) => compareFindings(a.finding, b.finding));
}

function gatherExceptions(input: JudgementInput): ExceptionSet {
  const annotated = sparse(input.resources, annotationExceptions, input.memory?.annotations);
  const sets = [input.configExceptions, ...annotated];
  for (const [file, text] of input.texts) {
    const set = input.memory ? rememberedComments(file, text, input.memory) : commentsOf(file, text);
    if (set) sets.push(set);
  }
  return { exceptions: sets.flatMap((s) => s.exceptions), problems: sets.flatMap((s) => s.problems) };
}

function commentsOf(file: string, text: string): ExceptionSet | undefined {
  return text.includes(MARKER) ? commentExceptions(file, text) : undefined;
}

function rememberedComments(file: string, text: string, { comments }: JudgementMemory): ExceptionSet | undefined {
  const known = comments.get(file);
  if (known?.text === text) return known.set;
  const set = commentsOf(file, text);
  comments.set(file, { text, set });
  return set;
}

/** The rules that a check map knows, for exceptions and config. */
export function ruleIds(checks: readonly Check[]): Set<string> {
  return new Set(checks.map((check) => check.id));
}

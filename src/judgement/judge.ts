import type { Check } from '../model/check.ts';
import type { Evidence, ExceptionProblem, Finding, RawFinding, SuppressedFinding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Ref, Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';
import { collapse, type Cluster, type CollapseMemory } from './collapse.ts';
import { type Coverage, coverageBy } from './coverage.ts';
import {
  annotationExceptions,
  commentExceptions,
  MARKER,
  type ExceptionSet,
  type ScopedException,
} from './exceptions.ts';
import { indexExceptions } from './exception-index.ts';
import { fingerprint } from './fingerprint.ts';

export interface JudgementInput {
  readonly raw: readonly RawFinding[];
  readonly resources: readonly Resource[];
  /** Text of every file that was read, for exceptions in comments. */
  readonly texts: ReadonlyMap<string, string>;
  readonly configExceptions: ExceptionSet;
  readonly knownRules: ReadonlySet<string>;
  /** Rules of this run: an exception for others is not called unused. All where undefined. */
  readonly ranRules?: ReadonlySet<string>;
  readonly severities: ReadonlyMap<string, Severity>;
  /** Fingerprints that are known and accepted for now. */
  readonly baseline: ReadonlySet<string>;
  /** Limits findings to these files; all where undefined. */
  readonly onlyFiles?: ReadonlySet<string>;
  /** ISO date. */
  readonly today: string;
  /** What earlier rounds of `watch` settled. */
  readonly memory?: JudgementMemory;
}

/** What later rounds with the same severities and baseline need not settle again. */
export interface JudgementMemory {
  readonly clusters: CollapseMemory;
  readonly findings: WeakMap<Cluster, Finding>;
  /** Exceptions in the comments of each file, and the text that they were read from. */
  readonly comments: Map<string, { readonly text: string; readonly set: ExceptionSet | undefined }>;
}

export function createJudgementMemory(): JudgementMemory {
  return { clusters: new WeakMap(), findings: new WeakMap(), comments: new Map() };
}

export interface Judged {
  readonly findings: readonly Finding[];
  /** The raw findings behind each: the lead, and the same rule's others. */
  readonly sources: ReadonlyMap<Finding, readonly RawFinding[]>;
  /** Raw findings that no exception silences, before folding: what `fix` works on. */
  readonly open: readonly RawFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly problems: readonly ExceptionProblem[];
}

/** From raw findings to what people see: exceptions applied, causes folded, places and severities settled, sorted. */
export function judge(input: JudgementInput): Judged {
  const raw = input.onlyFiles ? input.raw.filter((f) => input.onlyFiles?.has(f.resource.origin.file)) : input.raw;
  const { exceptions, problems } = gatherExceptions(input);
  const { open, silenced, used } = applyExceptions(raw, exceptions, input.today);
  const sources = new Map<Finding, readonly RawFinding[]>();
  const findings = collapse(open, input.memory?.clusters).map((cluster) => {
    const finding = rememberedFinding(cluster, input);
    sources.set(finding, cluster.members);
    return finding;
  });
  return {
    findings: findings.sort(compareFindings),
    sources,
    open,
    suppressed: silenced
      .map(([lead, exception]) => ({
        finding: toFinding({ lead, members: [lead], others: [], covers: [] }, input),
        exception: bare(exception),
      }))
      .sort((a, b) => compareFindings(a.finding, b.finding)),
    problems: [...problems, ...exceptionProblems(exceptions, used, input)].sort(
      (a, b) => comparePlaces(a.place, b.place) || compareText(a.message, b.message),
    ),
  };
}

function gatherExceptions(input: JudgementInput): ExceptionSet {
  const sets = [input.configExceptions, annotationExceptions(input.resources)];
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

function applyExceptions(raw: readonly RawFinding[], exceptions: readonly ScopedException[], today: string) {
  const silenced: [RawFinding, ScopedException][] = [];
  const used = new Set<ScopedException>();
  if (exceptions.length === 0) return { open: raw, silenced, used };
  const open: RawFinding[] = [];
  const exceptionOf = indexExceptions(exceptions);
  for (const finding of raw) {
    const exception = exceptionOf(finding);
    if (exception) used.add(exception);
    if (exception && !isExpired(exception, today)) silenced.push([finding, exception]);
    else open.push(finding);
  }
  return { ...silenceCovered(open, silenced), used };
}

/** What a silenced finding covers is accepted with it: it tells of the same cause. */
function silenceCovered(open: readonly RawFinding[], silenced: readonly [RawFinding, ScopedException][]) {
  if (silenced.length === 0) return { open, silenced };
  const coverers = new Map<Resource, { group: typeof silenced; coverage: Coverage }>();
  for (const [resource, group] of Map.groupBy(silenced, ([finding]) => finding.resource))
    coverers.set(resource, { group, coverage: coverageBy(group.map(([finding]) => finding)) });
  const left: RawFinding[] = [];
  const all = [...silenced];
  for (const finding of open) {
    const known = coverers.get(finding.resource);
    const by = known?.group[known.coverage(finding)];
    if (by) all.push([finding, by[1]]);
    else left.push(finding);
  }
  return { open: left, silenced: all };
}

function isExpired(exception: ScopedException, today: string): boolean {
  return exception.until !== undefined && exception.until < today;
}

function exceptionProblems(
  exceptions: readonly ScopedException[],
  used: ReadonlySet<ScopedException>,
  { knownRules, ranRules, today, onlyFiles }: JudgementInput,
): ExceptionProblem[] {
  return exceptions.flatMap((exception): ExceptionProblem[] => {
    const { rules, place, until } = exception;
    const unknown = rules.filter((rule) => rule !== '*' && rule !== 'all' && !knownRules.has(rule));
    const names = rules.join(', ');
    if (unknown.length > 0) {
      return [{ code: 'unknown-rule', message: `There is no rule ${unknown.join(', ')}.`, place }];
    }
    if (isExpired(exception, today)) {
      return [{ code: 'expired', message: `The exception for ${names} ended on ${until}.`, place }];
    }
    const ran = rules.some((rule) => !knownRules.has(rule) || (ranRules?.has(rule) ?? true));
    if (used.has(exception) || onlyFiles || !ran) return [];
    return [{ code: 'unused', message: `The exception for ${names} silences nothing: remove it.`, place }];
  });
}

function bare({ rules, reason, until, owner, kind, place }: ScopedException): SuppressedFinding['exception'] {
  return { rules, reason, ...(until && { until }), ...(owner && { owner }), kind, place };
}

function rememberedFinding(cluster: Cluster, input: JudgementInput): Finding {
  let finding = input.memory?.findings.get(cluster);
  if (finding) return finding;
  finding = toFinding(cluster, input);
  input.memory?.findings.set(cluster, finding);
  return finding;
}

function toFinding({ lead, others, covers }: Cluster, input: JudgementInput): Finding {
  const { check, resource, violation } = lead;
  const print = fingerprint(lead);
  const fix = violation.fix;
  return {
    rule: check.id,
    title: check.title,
    category: check.category,
    severity: input.severities.get(check.id) ?? violation.severity ?? check.severity,
    message: violation.message,
    subject: refOf(resource),
    place: placeOf(lead),
    path: violation.path,
    others: others.map((o) => ({ place: placeOf(o), path: o.violation.path, message: o.violation.message })),
    covers,
    evidence: evidenceOf(lead),
    ...(fix && resource.origin.editable && { fix: { title: fix.title, safe: fix.safe } }),
    fingerprint: print,
    ...(input.baseline.has(print) && { baselined: true }),
  };
}

function evidenceOf({ violation }: RawFinding): Evidence[] {
  return (violation.evidence ?? []).map(({ resource, path, note }) => ({
    subject: refOf(resource),
    place: resource.origin.locate(path),
    note,
  }));
}

function placeOf({ resource, violation }: RawFinding): Place {
  return resource.origin.locate(violation.path, violation.prefer);
}

/** The name of a resource, without what it holds. */
export function refOf({ apiVersion, kind, namespace, name }: Resource): Ref {
  return { apiVersion, kind, namespace, name };
}

/** By file, line, column, rule, message: the order of every report. */
export function compareFindings(a: Finding, b: Finding): number {
  return comparePlaces(a.place, b.place) || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code unit, the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The rules that a check map knows, for exceptions and config. */
export function ruleIds(checks: readonly Check[]): Set<string> {
  return new Set(checks.map((check) => check.id));
}

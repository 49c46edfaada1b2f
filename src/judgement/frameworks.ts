import type {
  AcceptedFinding,
  ControlAssessment,
  ControlEvidence,
  ControlFinding,
  FrameworkAssessment,
  MissingEvidence,
  StatusCounts,
} from '../model/compliance.ts';
import type { RawFinding, SuppressedFinding } from '../model/finding.ts';
import { type Control, type Framework, rulesOf } from '../model/framework.ts';
import { CONTROL_STATUSES, type ControlStatus, type FrameworkResult } from '../model/report.ts';
import type { Ref, Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';
import { compileGlob } from '../std/glob.ts';
import { fingerprint } from './fingerprint.ts';
import { comparePlaces } from './order.ts';
import { refOf } from './to-finding.ts';
import type { Looked } from './looked.ts';

/** What a framework is judged by: what the rules found, what was accepted, and what they looked at. */
export interface FrameworkInput {
  readonly open: readonly RawFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly severities: ReadonlyMap<string, Severity>;
  readonly looked: (rule: string) => Looked;
  /** Target version: controls of later ones are left out. */
  readonly minor: number;
}

/**
 * Judges one framework. A control fails by one open finding of its rules. It passes when each rule that decides it had
 * something to look at and nothing to say; with some of the evidence only it is `partly` decided, with evidence that
 * proves nothing `unknown`, with none `not-covered`, and `manual` when a person must look at the rest. Score: passed of
 * decided controls; coverage: decided of all.
 */
export function assessFramework(framework: Framework, input: FrameworkInput): FrameworkAssessment {
  const { id, title, version, url, excluded = [] } = framework;
  const own = without(framework.foreign, input);
  const byRule = Map.groupBy(own.open, ({ check }) => check.id);
  const controls = framework.controls
    .filter(({ since = 0 }) => since <= input.minor)
    .map((control) => assessControl(control, byRule, own));
  const counts = countStatuses(controls);
  const decided = counts.pass + counts.fail;
  return {
    id,
    title,
    version,
    url,
    ...(framework.extends && { extends: framework.extends }),
    score: decided > 0 ? Math.round((100 * counts.pass) / decided) : undefined,
    coverage: controls.length > 0 ? Math.round((100 * decided) / controls.length) : 0,
    counts,
    controls,
    excluded,
  };
}

/** The input without resources whose types are none of the framework's business. */
function without(foreign: readonly string[] | undefined, input: FrameworkInput): FrameworkInput {
  if (!foreign || foreign.length === 0) return input;
  const globs = foreign.map(compileGlob);
  const isOwn = ({ type }: Pick<Resource, 'type'>) => !globs.some((matches) => matches(type));
  return {
    ...input,
    open: input.open.filter(({ resource }) => isOwn(resource)),
    suppressed: input.suppressed.filter(({ finding: { subject } }) =>
      typesOf(subject).every((type) => isOwn({ type })),
    ),
    looked: (rule) => {
      const { resources, doubts } = input.looked(rule);
      return {
        resources: resources.filter(isOwn),
        doubts: doubts.filter(({ type }) => type === undefined || isOwn({ type })),
      };
    },
  };
}

/** How types may be written: with the group of the API, or bare. */
function typesOf({ apiVersion, kind }: Ref): string[] {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  return [kind, `${kind}.${group}`];
}

/** An assessment as reports of a scan show it: findings and statuses, without the evidence. */
export function frameworkResult({
  id,
  title,
  version,
  url,
  score,
  coverage,
  controls,
}: FrameworkAssessment): FrameworkResult {
  return {
    id,
    title,
    version,
    url,
    score,
    coverage,
    controls: controls.map((control) => ({
      id: control.id,
      title: control.title,
      status: control.status,
      rules: control.rules,
      ...(control.manual && { manual: control.manual }),
      findings: control.findings.map(({ rule, message, place }) => ({ rule, message, place })),
      checkedResources: control.evidence.resources,
    })),
  };
}

function countStatuses(controls: readonly ControlAssessment[]): StatusCounts {
  const counts = Object.fromEntries(CONTROL_STATUSES.map((status) => [status, 0])) as Record<ControlStatus, number>;
  for (const { status } of controls) counts[status]++;
  return counts;
}

function assessControl(
  control: Control,
  byRule: ReadonlyMap<string, readonly RawFinding[]>,
  input: FrameworkInput,
): ControlAssessment {
  const rules = rulesOf(control);
  const findings = rules.flatMap((rule) => byRule.get(rule) ?? []).map((raw) => toFinding(raw, input.severities));
  const missing = missingFor(control, byRule, input);
  const { id, title, section, level, profile, assessment, manual } = control;
  return {
    id,
    title,
    ...(section && { section }),
    ...(level && { level }),
    ...(profile && { profile }),
    ...(assessment && { assessment }),
    status: statusOf(control, findings.length, missing, input.looked),
    rules,
    ...(manual && { manual }),
    evidence: evidenceOf(rules.flatMap((rule) => input.looked(rule).resources)),
    missing: distinct([...missing.doubtful, ...missing.absent]).slice(0, MOST_MISSING),
    findings: findings.sort(byPlace),
    accepted: input.suppressed.filter(({ finding }) => rules.includes(finding.rule)).map(toAccepted),
  };
}

interface Missing {
  /** Rules whose silence proves nothing. */
  readonly doubtful: readonly MissingEvidence[];
  /** Rules that had nothing to look at. */
  readonly absent: readonly MissingEvidence[];
}

function missingFor(
  { rules, evidence, doubts = [] }: Control,
  byRule: ReadonlyMap<string, readonly RawFinding[]>,
  { looked }: FrameworkInput,
): Missing {
  const doubtful = [
    ...doubts.flatMap((rule) => (byRule.get(rule) ?? []).map(({ violation }) => ({ rule, reason: violation.message }))),
    ...rules.flatMap((rule) => looked(rule).doubts.map(({ reason }) => ({ rule, reason }))),
  ];
  const absent = rules
    .filter((rule) => looked(rule).resources.length === 0)
    .map((rule) => ({ rule, reason: 'nothing that it looks at was scanned' }));
  const enough = evidence === 'any' && absent.length < rules.length;
  return { doubtful, absent: enough ? [] : absent };
}

function distinct(missing: readonly MissingEvidence[]): MissingEvidence[] {
  return [...new Map(missing.map((one) => [`${one.rule}\0${one.reason}`, one])).values()];
}

function statusOf(
  { rules, manual }: Control,
  findings: number,
  { doubtful, absent }: Missing,
  looked: (rule: string) => Looked,
): ControlStatus {
  if (findings > 0) return 'fail';
  if (rules.length === 0) return 'manual';
  if (rules.every((rule) => looked(rule).resources.length === 0))
    return doubtful.length > 0 ? 'unknown' : 'not-covered';
  if (doubtful.length > 0) return 'unknown';
  if (absent.length > 0) return 'partly';
  return manual === undefined ? 'pass' : 'manual';
}

const MOST_EXAMPLES = 10;
const MOST_MISSING = 20;

function evidenceOf(looked: readonly Resource[]): ControlEvidence {
  const resources = [...new Set(looked)];
  const kinds = [...Map.groupBy(resources, ({ kind }) => kind)]
    .map(([kind, members]) => ({ kind, count: members.length }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
  return {
    resources: resources.length,
    kinds,
    examples: resources
      .slice(0, MOST_EXAMPLES)
      .map((resource) => ({ subject: refOf(resource), place: resource.origin.locate([]) })),
  };
}

function toFinding(raw: RawFinding, severities: ReadonlyMap<string, Severity>): ControlFinding {
  const { check, resource, violation } = raw;
  return {
    rule: check.id,
    severity: severities.get(check.id) ?? violation.severity ?? check.severity,
    message: violation.message,
    subject: refOf(resource),
    place: resource.origin.locate(violation.path, violation.prefer),
    fingerprint: fingerprint(raw),
  };
}

function toAccepted({ finding, exception }: SuppressedFinding): AcceptedFinding {
  const { rule, severity, message, subject, place } = finding;
  return { rule, severity, message, subject, place, fingerprint: finding.fingerprint, exception };
}

function byPlace(a: ControlFinding, b: ControlFinding): number {
  return comparePlaces(a.place, b.place) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

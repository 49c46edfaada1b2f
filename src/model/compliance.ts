import type { ExceptionProblem, Exception } from './finding.ts';
import type { ExcludedControl } from './framework.ts';
import type { Gap } from './gap.ts';
import type { Place } from './place.ts';
import type { ControlStatus, RuleInfo, Verdict } from './report.ts';
import type { Ref } from './resource.ts';
import type { Severity } from './severity.ts';

/** One finding as evidence against a control. */
export interface ControlFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly subject: Ref;
  readonly place: Place;
  /** Stable across line moves: what tells new from known. */
  readonly fingerprint: string;
}

/** A finding that an exception allows to stay. */
export interface AcceptedFinding extends ControlFinding {
  readonly exception: Exception;
}

/** What was looked at for a control. */
export interface ControlEvidence {
  readonly resources: number;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** The first of them, in the order of files. */
  readonly examples: readonly { readonly subject: Ref; readonly place: Place }[];
}

/** Evidence that is not there, and by which rule it is missed. */
export interface MissingEvidence {
  readonly rule: string;
  /** One clause in plain words. */
  readonly reason: string;
}

/** How one control came out, with all that an auditor asks for. */
export interface ControlAssessment {
  readonly id: string;
  readonly title: string;
  readonly section?: string;
  readonly level?: string;
  readonly profile?: string;
  readonly assessment?: 'automated' | 'manual';
  readonly status: ControlStatus;
  /** Rules that decide it, and those that speak to it as well. */
  readonly rules: readonly string[];
  readonly manual?: string;
  readonly evidence: ControlEvidence;
  readonly missing: readonly MissingEvidence[];
  readonly findings: readonly ControlFinding[];
  readonly accepted: readonly AcceptedFinding[];
}

/** Controls by how they came out. */
export type StatusCounts = Readonly<Record<ControlStatus, number>>;

export interface FrameworkAssessment {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly url: string;
  readonly extends?: string;
  /** Passed of decided controls, 0 to 100; undefined where nothing was decided. */
  readonly score: number | undefined;
  /** Decided of all controls, 0 to 100. */
  readonly coverage: number;
  readonly counts: StatusCounts;
  readonly controls: readonly ControlAssessment[];
  readonly excluded: readonly ExcludedControl[];
}

/** A control that came out otherwise than before; `undefined` where one of the two reports does not have it. */
export interface ControlChange {
  readonly id: string;
  readonly title: string;
  readonly before: ControlStatus | undefined;
  readonly after: ControlStatus | undefined;
}

/** What became of a framework since an earlier report. */
export interface FrameworkComparison {
  readonly id: string;
  readonly before: { readonly version: string; readonly score: number | undefined; readonly coverage: number };
  readonly after: { readonly version: string; readonly score: number | undefined; readonly coverage: number };
  readonly changes: readonly ControlChange[];
  readonly appeared: readonly ControlFinding[];
  readonly resolved: readonly ControlFinding[];
}

/** The result of `castellan report`. */
export interface ComplianceReport {
  readonly schema: 'castellan.compliance/v1';
  readonly tool: { readonly name: 'castellan'; readonly version: string; readonly url: string };
  readonly target: string;
  /** ISO date by which expiry was judged. */
  readonly date: string;
  readonly kubernetes: string;
  readonly failOn: Severity | 'none';
  readonly verdict: Verdict;
  readonly files: number;
  readonly resources: number;
  readonly frameworks: readonly FrameworkAssessment[];
  readonly gaps: readonly Gap[];
  readonly exceptionProblems: readonly ExceptionProblem[];
  readonly rules: Readonly<Record<string, RuleInfo>>;
  readonly comparison?: readonly FrameworkComparison[];
}

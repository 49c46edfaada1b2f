import type { Category } from './check.ts';
import type { ExceptionProblem, Finding, SuppressedFinding } from './finding.ts';
import type { Gap } from './gap.ts';
import type { Place } from './place.ts';
import type { Severity } from './severity.ts';

/** What readers of a report need to know about a rule that it mentions. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly why: string;
  readonly remedy: string;
  readonly references: readonly string[];
  readonly docs: string;
}

/** How controls come out: `partly` had some of their evidence and nothing against them, `unknown` evidence that proves nothing. */
export const CONTROL_STATUSES = ['fail', 'pass', 'partly', 'unknown', 'not-covered', 'manual'] as const;
export type ControlStatus = (typeof CONTROL_STATUSES)[number];

export interface ControlResult {
  readonly id: string;
  readonly title: string;
  readonly status: ControlStatus;
  readonly rules: readonly string[];
  /** Why a person must look, for `manual`. */
  readonly manual?: string;
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly place: Place }[];
  readonly checkedResources: number;
}

export interface FrameworkResult {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly url: string;
  /** Passed of decided controls, 0 to 100; undefined where nothing was decided. */
  readonly score: number | undefined;
  /** Decided of all controls, 0 to 100. */
  readonly coverage: number;
  readonly controls: readonly ControlResult[];
}

export interface Summary {
  readonly files: number;
  readonly resources: number;
  readonly workloads: number;
  readonly rules: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly fixable: number;
  readonly suppressed: number;
  readonly baselined: number;
  readonly gaps: number;
}

/** What a run concludes; the exit code follows from it. */
export type Verdict = 'clean' | 'findings' | 'incomplete';

/** The result of a run. Two runs on the same input give the same bytes, so it holds no clock and no absolute path. */
export interface Report {
  readonly schema: 'castellan.report/v1';
  readonly tool: { readonly name: 'castellan'; readonly version: string; readonly url: string };
  readonly target: string;
  readonly profile: string;
  readonly kubernetes: string;
  readonly failOn: Severity | 'none';
  readonly verdict: Verdict;
  readonly summary: Summary;
  /** Sorted by file, line, column, rule. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly exceptionProblems: readonly ExceptionProblem[];
  readonly rules: Readonly<Record<string, RuleInfo>>;
  readonly frameworks: readonly FrameworkResult[];
}

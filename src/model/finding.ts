import type { TextEdit } from './edit.ts';
import type { Path } from './json.ts';
import type { Place } from './place.ts';
import type { Ref, Resource } from './resource.ts';
import type { Severity } from './severity.ts';
import type { Category, Check, Violation } from './check.ts';

/** A violation with who says it and of what: what a run yields before judgement. */
export interface RawFinding {
  readonly check: Check;
  readonly resource: Resource;
  readonly violation: Violation;
}

export interface Evidence {
  readonly subject: Ref;
  readonly place: Place;
  readonly note: string;
}

/** A repair as replacements of text in the finding's file. */
export interface FindingFix {
  readonly title: string;
  readonly safe: boolean;
  /** Present where the report was asked for them (SARIF, JSON, `fix`). */
  readonly edits?: readonly TextEdit[];
}

/** One thing that is wrong, with proof. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly message: string;
  readonly subject: Ref;
  readonly place: Place;
  readonly path: Path;
  /** Other places in the same object where the same rule is broken. */
  readonly others: readonly { readonly place: Place; readonly path: Path; readonly message: string }[];
  /** Rules whose findings this one stands for: same cause, same container. */
  readonly covers: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly fix?: FindingFix;
  /** Stable across line moves: a hash of rule, subject, path (names instead of indexes) and file. */
  readonly fingerprint: string;
  /** The object lies on a way of an attacker to something that must not be reached; told where paths were asked for. */
  readonly attackPath?: AttackPath;
  /** In the baseline: known and accepted for now; does not fail the run. */
  readonly baselined?: boolean;
}

/** The easiest way through an object to what is worth most. */
export interface AttackPath {
  readonly from: string;
  readonly to: string;
  readonly steps: number;
  /** 1 to 100: by what is won, and less for each hardship on the way. */
  readonly priority: number;
}

/** A finding that an exception silences, and by which reason. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly exception: Exception;
}

/** A written permission to keep a finding. */
export interface Exception {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Last valid day, ISO date. */
  readonly until?: string;
  readonly owner?: string;
  readonly kind: 'comment' | 'annotation' | 'config';
  readonly place: Place;
}

/** An exception that does no work, or that is not valid. */
export interface ExceptionProblem {
  readonly code: 'unused' | 'expired' | 'no-reason' | 'unknown-rule' | 'invalid';
  readonly message: string;
  readonly place: Place;
}

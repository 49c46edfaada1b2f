import type { Path } from '../../model/json.ts';
import type { BundledPolicy } from '../../policy/bundle.ts';
import type { FileObject } from '../documents.ts';

/** An error breaks the policy, a warning makes it do less than its author thinks, a note is about age or style. */
export type LintLevel = 'error' | 'warning' | 'note';

/** What each rule of the linter is about; the id is in every format. */
export const LINT_RULES = {
  'cannot-compile': { level: 'error', title: 'The document cannot be used' },
  refused: { level: 'error', title: 'What the API server or Kyverno refuses' },
  'unknown-field': { level: 'error', title: 'A field that policies do not have' },
  'unknown-variable': { level: 'error', title: 'A variable that nothing defines' },
  'unsafe-regex': { level: 'error', title: 'A regular expression that RE2 refuses' },
  'type-error': { level: 'error', title: 'A CEL expression that is wrong for the kinds it is about' },
  'unknown-policy': { level: 'error', title: 'A name of a policy that is not there' },
  'unknown-rule': { level: 'error', title: 'A name of a rule that the policy does not have' },
  'duplicate-policy': { level: 'error', title: 'Two policies of one kind and name' },
  'duplicate-elsewhere': { level: 'warning', title: 'A policy of one kind and name with one of another folder' },
  'duplicate-rule': { level: 'error', title: 'Two rules of one name' },
  'dead-match': { level: 'warning', title: 'A match that no object can satisfy' },
  'never-fails': { level: 'warning', title: 'A rule that nothing can break' },
  'user-in-background': { level: 'error', title: 'A background scan has no user to ask about' },
  'unused-variable': { level: 'warning', title: 'A variable that nothing reads' },
  'deprecated-kind': { level: 'note', title: 'A kind or version of policies that is going away' },
  'deprecated-field': { level: 'note', title: 'A field that has a successor' },
} as const satisfies Readonly<Record<string, { readonly level: LintLevel; readonly title: string }>>;

export type LintRule = keyof typeof LINT_RULES;

/** One thing that is wrong with a policy, and where. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly level: LintLevel;
  readonly message: string;
  /** What to do; '' where the message says it. */
  readonly hint: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Kind and name of the document. */
  readonly subject: string;
}

/** Says that something is wrong at an entry of the document under inspection. */
export type Tell = (rule: LintRule, path: Path, message: string, hint?: string) => void;

/** A policy under inspection. */
export interface Inspected extends BundledPolicy {
  readonly source: FileObject;
}

import type { JsonObject, Path } from '../../model/json.ts';
import type { Exception } from './exception.ts';
import type { Extract } from './extractors.ts';
import type { Result } from './result.ts';
import type { Scope } from './scope.ts';
import type { Target } from '../target.ts';
import type { Lookups } from '../types.ts';

/** What a rule's parts know while they are compiled. */
export interface RuleSource {
  readonly policy: string;
  readonly name: string;
  readonly rule: JsonObject;
  readonly path: Path;
  /** The images that an object of a kind names. */
  readonly extract: Extract;
}

/** An element of a list of the object. */
export interface JudgedElement {
  /** Patterns are about it, not about the object. */
  readonly scoped: boolean;
  /** Where it stands in the object; undefined where it was made by an expression. */
  readonly place: () => Path | undefined;
}

/** One evaluation of a rule that matched. The scope is made only where something asks for it. */
export interface Evaluation {
  readonly target: Target;
  readonly object: JsonObject;
  readonly lookups: Lookups;
  readonly scope: () => Scope;
  /** The element of a foreach that is judged. */
  readonly element?: JudgedElement;
  /** An exception that lets through parts of what a rule on pod security forbids. */
  readonly exception?: Exception;
}

/** The body of a rule, compiled. @throws EvaluationError, JmespathError, PatchError */
export type Handler = (evaluation: Evaluation) => Result;

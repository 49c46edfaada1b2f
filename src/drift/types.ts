import type { Json, Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Ref, Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';

/** How live differs: another value, something that the declaration does not say, something that it says and live lacks. */
export type Change = 'changed' | 'added' | 'removed';

/** One place at which a live object is not what was declared. */
export interface Difference {
  readonly change: Change;
  /** For people: `spec.template.spec.containers[web].image`. */
  readonly label: string;
  /** Where the declaration says it, or where it would. */
  readonly declaredPath: Path;
  /** Where the live object has it, or would. */
  readonly livePath: Path;
  /** The field by the name of the object type that has it: `core.v1.Container` and `image`; type '' for custom resources. */
  readonly type: string;
  readonly field: string;
  /** undefined where the declaration says nothing. */
  readonly declared: Json | undefined;
  /** undefined where the live object has nothing. */
  readonly live: Json | undefined;
}

/** Who wrote a field, as the API server's `managedFields` tell it. */
export interface Author {
  readonly manager: string;
  readonly operation: string;
  readonly subresource: string;
  /** As the server wrote it, `2026-11-21T14:30:05Z`; '' where it says none. */
  readonly time: string;
  /** False where the field is gone: then this is only who wrote to the object last. */
  readonly certain: boolean;
}

/** A difference that was judged. */
export interface Drift extends Difference {
  readonly severity: Severity;
  /** What it means for security, in a few words; '' where it is of no special weight. */
  readonly why: string;
  readonly author: Author | undefined;
}

export type State = 'changed' | 'missing' | 'unmanaged';

/** A rule of ours that speaks of the live object and not of the declared one. */
export interface Introduced {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** An object that is not what was declared: other than, not there, or declared nowhere. */
export interface ObjectDrift {
  readonly state: State;
  readonly subject: Ref;
  readonly severity: Severity;
  /** Of the declaration; of the live object for one that is declared nowhere. */
  readonly place: Place;
  /** In words, for missing and unmanaged objects. */
  readonly message: string;
  readonly differences: readonly (Drift & { readonly place: Place })[];
  readonly introduces: readonly Introduced[];
  readonly author: Author | undefined;
}

/** A difference that is as it should be, and why: replicas that an autoscaler set. */
export interface Expected {
  readonly subject: Ref;
  readonly label: string;
  readonly reason: string;
}

/** A declared object with its live counterpart. */
export interface Pair {
  readonly declared: Resource;
  readonly live: Resource;
}

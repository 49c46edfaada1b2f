import type { Edit, TextEdit } from './edit.ts';
import type { Inventory } from './inventory.ts';
import type { Json, Path } from './json.ts';
import type { Prefer, Resource } from './resource.ts';
import type { Severity } from './severity.ts';
import type { VersionData } from './versions.ts';

/** What a check is about; one per page of the rule reference. */
export const CATEGORIES = [
  'pod',
  'image',
  'resources',
  'reliability',
  'hygiene',
  'network',
  'access',
  'control-plane',
  'node',
  'cloud',
  'versions',
  'secrets',
  'dockerfile',
  'schema',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * Which findings a user sees unasked: `recommended` holds what matters in nearly every cluster and can be acted on,
 * `all` the rest (opinions, house rules, benchmarks' demands).
 */
export type Profile = 'recommended' | 'all';

/** A mechanical repair of one violation. `safe`: the workload behaves as before wherever it already follows good practice. */
export interface ViolationFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** For resources that are not YAML: replacements in the file's own text. */
  readonly text?: readonly TextEdit[];
}

/** One thing that is wrong in one resource. */
export interface Violation {
  /** The offending key, or where it should be. */
  readonly path: Path;
  /** Point at the key (default) or at the value. */
  readonly prefer?: Prefer;
  /** One clause in plain words, naming the container or field and the value found; no full stop. */
  readonly message: string;
  readonly fix?: ViolationFix;
  /** Facts elsewhere that prove it: another resource, and where in it. */
  readonly evidence?: readonly { readonly resource: Resource; readonly path: Path; readonly note: string }[];
  /** Overrides the rule's severity for this violation. */
  readonly severity?: Severity;
}

/** What a check may know besides the resource itself. */
export interface Scope {
  readonly inventory: Inventory;
  /** Minor version of Kubernetes that the user targets, 36 for 1.36. */
  readonly minor: number;
  /** Today as an ISO date (`2026-11-21`), an argument so that runs repeat. */
  readonly today: string;
  /** Releases and vulnerabilities, where a newer file takes the place of what is built in. */
  readonly versions?: VersionData;
  /** Literal credentials that were recognized beforehand (see `posture/credentials.ts`). */
  readonly credentials?: ReadonlyMap<Resource, readonly Credential[]>;
}

/** A literal that is a credential by its form. Never holds the credential itself. */
export interface Credential {
  readonly path: Path;
  /** `GitHub token`, `private key` ... */
  readonly type: string;
  /** One clause: the type, and at most its first four characters. */
  readonly message: string;
}

export type Parameters = Readonly<Record<string, Json>>;

/**
 * One piece of knowledge: a pure function of (one resource, the whole inventory) to the violations of that resource,
 * plus the sentences that people read.
 */
export interface Check<P extends Parameters = Parameters> {
  /** Plain words that name the bad thing; the folder's name, the doc page, the SARIF ruleId and the config key. */
  readonly id: string;
  /** A short headline of what is wrong: "Container runs privileged". */
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly profile: Profile;
  /** What an attacker gains or what breaks, in one or two sentences. */
  readonly why: string;
  /** What to do, in one or two sentences. */
  readonly remedy: string;
  readonly references: readonly string[];
  /** Where people read more, of rules that have no page of their own in the reference. */
  readonly docs?: string;
  /** Resource types that `find` is called with (see `Resource.type`), or `*` for every one. */
  readonly types: readonly string[] | '*';
  /** What a cluster is asked for besides: resources (`applications.argoproj.io`), and kinds of any group (`*.Application`). */
  readonly reads?: readonly string[];
  /** Defaults of what a user may set in `rules.<id>` of the config. */
  readonly parameters?: P;
  /** Rules that say nothing more where this one has spoken about the same container or object. */
  readonly covers?: readonly string[];
  /**
   * Words without which the rule is silent, as lists: of each list one must stand in the object, as a key or as a whole
   * string, anywhere. Saves asking; a rule about what is missing has none.
   */
  needs?(parameters: P): readonly (readonly string[])[];
  /**
   * Whether the rule has anything to look at in a resource of its types, where that is narrower: a rule about the API
   * server reads only pods that run one. Decides what counts as evidence for a framework.
   */
  readonly applies?: (resource: Resource) => boolean;
  /**
   * Why the rule's silence on a resource proves nothing, in one clause, where that is so: a setting may stand in a file
   * that was not read. A framework then calls its control unknown rather than passed.
   */
  unsure?(resource: Resource, scope: Scope, parameters: P): string | undefined;
  /** What is wrong with the resource: a list, and no generator, since most rules find nothing in most resources. */
  find(resource: Resource, scope: Scope, parameters: P): readonly Violation[];
}

/** Gives a check its type; every `checks/<id>/check.ts` default-exports its result. */
export function defineCheck<P extends Parameters = Parameters>(check: Check<P>): Check<P> {
  return check;
}

import type { AccessAnswer, AccessQuestion } from '../cel/libraries/authorizer.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { PolicyProblem } from './problem.ts';

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** Who asks: what an API server says of the user, and the roles bound to it. */
export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly clusterRoles: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** What a request says beside its object; what is not here is read from the object. */
export interface RequestFacts {
  /** As API paths name it: `networkpolicies`. */
  readonly resource?: string;
  /** '' where the server is asked to make up a name. */
  readonly name?: string;
  readonly namespace?: string;
  readonly dryRun?: boolean;
  /** The options of the request: `meta.k8s.io/v1 CreateOptions`. */
  readonly options?: JsonObject;
}

/** What a payload is, where it is no Kubernetes object: any JSON, an HTTP request, a check request of Envoy. */
export type PayloadMode = 'JSON' | 'HTTP' | 'Envoy';

/** One object that policies judge, and how it came. */
export interface Subject {
  readonly object: JsonObject;
  readonly oldObject?: JsonObject;
  readonly operation: Operation;
  /** `status`, `exec`; '' for the object itself. */
  readonly subresource: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  /** The object's namespace itself, where it is known. */
  readonly namespaceObject?: JsonObject;
  /** Undefined where nobody asked: a background scan. */
  readonly user?: UserInfo;
  readonly request?: RequestFacts;
  /** Further keys of `request`, and variables of any name, by path. */
  readonly values?: Readonly<Record<string, Json>>;
  readonly payload?: PayloadMode;
  /** Of a subresource: the kind of the object it belongs to. */
  readonly parent?: { readonly group: string; readonly version: string; readonly kind: string };
}

/** What policies ask of the world. A lookup that is not there, or gives undefined, makes the entry unresolved. */
export interface Lookups {
  configMap?(namespace: string, name: string): JsonObject | undefined;
  apiCall?(call: ApiCall): Json | undefined;
  imageData?(reference: string): Json | undefined;
  /** Whether an attestor of a policy has signed the image; undefined where nobody knows. */
  isSigned?(reference: string, attestor: string): boolean | undefined;
  /** What is attested of the image; null where nothing is, undefined where nobody knows. */
  attestation?(reference: string, name: string): ImageAttestation | null | undefined;
  globalReference?(name: string): Json | undefined;
  /** Objects of a kind: what mutates existing objects and clones asks for. */
  objects?(apiVersion: string, kind: string): readonly JsonObject[];
  /** Objects of a resource as API paths name it, `configmaps`. */
  resources?(apiVersion: string, resource: string): readonly JsonObject[];
  /** Whether somebody may do something, for `authorizer` in CEL; undefined where nobody knows. */
  authorize?(user: UserInfo, question: AccessQuestion): AccessAnswer | undefined;
  /** Values that stand in for a rule's context; `element` picks the value of a foreach element. */
  mocked?(policy: string, rule: string): Mocked | undefined;
  /** A selector of parameters that finds several gives them as one List, as Kyverno's command line does. */
  readonly paramsAsList?: boolean;
  readonly now?: () => number;
  readonly random?: () => number;
}

/** Signed metadata of an image. */
export interface ImageAttestation {
  /** Names of the policy's attestors. */
  readonly signedBy: readonly string[];
  readonly payload: Json;
}

export interface ApiCall {
  readonly urlPath: string;
  readonly method: string;
  readonly data?: Json;
  readonly service?: string;
}

export interface Mocked {
  readonly values: Readonly<Record<string, Json>>;
  readonly foreachValues: Readonly<Record<string, readonly Json[]>>;
}

export type RuleType = 'validate' | 'mutate' | 'generate' | 'verify-images' | 'delete';
export type Status = 'pass' | 'fail' | 'skip' | 'warn' | 'error';

/** What one rule of a policy says of one object. */
export interface RuleResult {
  readonly rule: string;
  readonly type: RuleType;
  readonly status: Status;
  readonly message: string;
  /** Where in the object, of a failed pattern. */
  readonly path?: Path;
  /** The object after a mutation. */
  readonly patched?: JsonObject;
  /** The rule matched, but its lists had nothing to judge. */
  readonly judgedNothing?: boolean;
  /** Other objects that the rule changes. */
  readonly targets?: readonly JsonObject[];
  readonly generated?: readonly JsonObject[];
  /** Name of the exception that let the object through. */
  readonly exception?: string;
  /** What a binding does with a failure: Deny, Warn, Audit. */
  readonly actions?: readonly string[];
  /** What cannot be evaluated here, for the report's gaps. */
  readonly gap?: string;
}

/** A policy, compiled. */
export interface CompiledPolicy {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Rules as written, without what autogen adds. */
  readonly rules: readonly string[];
  /** Rules that cannot be evaluated, which say so of each object; the others can. */
  readonly problems?: readonly PolicyProblem[];
  /** The sorts of its rules; undefined where it may have any. */
  readonly types?: readonly RuleType[];
  /** Undefined where it judges Kubernetes objects. */
  readonly payload?: PayloadMode;
  /** Its mutations run again after others of this sort have changed the object, until nothing changes any more. */
  readonly repeats?: boolean;
  /** A failed rule only warns: `policies.kyverno.io/scored: "false"`. */
  readonly warns: boolean;
  /** Whether any rule may match objects of the kind. */
  mayMatch(group: string, version: string, kind: string, subresource: string): boolean;
  /** What the rules of one sort say; nothing from rules that do not match. */
  evaluate(subject: Subject, type: RuleType, lookups: Lookups): readonly RuleResult[];
}

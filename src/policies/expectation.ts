import type { JsonObject } from '../model/json.ts';
import { splitApiVersion } from '../policy/kyverno/match-kinds.ts';
import type { CompiledPolicy } from '../policy/types.ts';
import { asList, asObject, asString, asStrings } from '../std/value.ts';

/** A resource that an entry of `results` names; what is empty is not asked for. */
export interface Wanted {
  readonly name: string;
  /** Undefined where any namespace will do. */
  readonly namespace: string | undefined;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** One entry of `results`: what its rows are expected to be. */
export interface Expectation {
  readonly policy: string;
  /** '' where the policy is named without one. */
  readonly policyNamespace: string;
  /** The kinds of policy that are meant; empty where any is. */
  readonly policyKinds: readonly string[];
  readonly rule: string;
  readonly kind: string;
  /** Empty where all resources are meant. */
  readonly resources: readonly Wanted[];
  readonly result: string;
  readonly operation: string | undefined;
  readonly patched: string | undefined;
  readonly generated: readonly string[];
  readonly cloneSource: string | undefined;
  /** What was patched or generated must stand in the file. */
  readonly mustBeListed: boolean;
  /** Worked out when it is asked for: it takes another reading of the file. */
  readonly lineOf: () => number;
}

/** The flags that say of which kind the policy is (cli.kyverno.io TestResult). */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  isValidatingAdmissionPolicy: ['ValidatingAdmissionPolicy'],
  isMutatingAdmissionPolicy: ['MutatingAdmissionPolicy'],
  isValidatingPolicy: ['ValidatingPolicy', 'NamespacedValidatingPolicy'],
  isDeletingPolicy: ['DeletingPolicy', 'NamespacedDeletingPolicy'],
  isImageValidatingPolicy: ['ImageValidatingPolicy', 'NamespacedImageValidatingPolicy'],
  isGeneratingPolicy: ['GeneratingPolicy', 'NamespacedGeneratingPolicy'],
  isMutatingPolicy: ['MutatingPolicy', 'NamespacedMutatingPolicy'],
};

export function readExpectation(row: JsonObject, lineOf: () => number): Expectation {
  const text = (key: string) => asString(row[key]) || undefined;
  const [policyNamespace, policy] = splitNamed(text('policy') ?? '');
  const generated = [text('generatedResource') ?? '', ...asStrings(row['generatedResources'])];
  return {
    policy,
    policyNamespace: policyNamespace ?? '',
    policyKinds: Object.keys(FLAGS).flatMap((flag) => (row[flag] === true ? (FLAGS[flag] ?? []) : [])),
    rule: text('rule') ?? '',
    kind: text('kind') ?? '',
    resources: resourcesOf(row),
    result: text('result') ?? text('status') ?? '',
    operation: text('operation'),
    patched: text('patchedResources') ?? text('patchedResource'),
    generated: generated.filter((file) => file !== ''),
    cloneSource: text('cloneSourceResource'),
    mustBeListed: row['failOnMissingResources'] === true,
    lineOf,
  };
}

/** `resources`, the older `resource` with its `namespace`, and `resourceSpecs`. */
function resourcesOf(row: JsonObject): Wanted[] {
  const older = asString(row['resource']) ? [{ name: row['resource'] ?? '', namespace: row['namespace'] ?? '' }] : [];
  const specs = [...older, ...asList(row['resourceSpecs']).map(asObject)].map((spec): Wanted => {
    const text = (key: string) => asString(asObject(spec)[key]) ?? '';
    return {
      name: text('name'),
      namespace: text('namespace') || undefined,
      group: text('group'),
      version: text('version'),
      kind: text('kind'),
    };
  });
  const named = asStrings(row['resources']).map((one): Wanted => {
    const [namespace, name] = splitNamed(one);
    return { name, namespace, group: '', version: '', kind: '' };
  });
  return [...named, ...specs];
}

/** `name`, or `namespace/name`. */
function splitNamed(text: string): readonly [namespace: string | undefined, name: string] {
  const slash = text.indexOf('/');
  return slash < 0 ? [undefined, text] : [text.slice(0, slash), text.slice(slash + 1)];
}

export function wantedText({ name, namespace }: Wanted): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function isWanted(object: JsonObject, wanted: Wanted): boolean {
  const metadata = asObject(object['metadata']);
  const [group, version] = splitApiVersion(asString(object['apiVersion']) ?? '');
  return (
    metadata['name'] === wanted.name &&
    (wanted.namespace === undefined || (asString(metadata['namespace']) ?? 'default') === wanted.namespace) &&
    (wanted.kind === '' || object['kind'] === wanted.kind) &&
    (wanted.group === '' || group === wanted.group) &&
    (wanted.version === '' || version === wanted.version)
  );
}

/** `Pod`, or `apps/v1/Deployment`, of which the last part counts. */
export function isKind(object: JsonObject, kind: string): boolean {
  return kind === '' || kind.split('/').at(-1) === object['kind'];
}

export function isPolicyOf(
  { policy, policyNamespace, policyKinds }: Expectation,
  { name, namespace, kind }: CompiledPolicy,
): boolean {
  if (name !== policy || (policyKinds.length > 0 && !policyKinds.includes(kind))) return false;
  return policyNamespace === '' || namespace === '' || namespace === policyNamespace;
}

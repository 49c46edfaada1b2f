import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import { pluralOf } from '../policy/cel/plural.ts';
import type { CompiledPolicy, ImageAttestation, Lookups, RuleResult } from '../policy/types.ts';
import { asObject, asString, asStrings, isObject } from '../std/value.ts';
import { readObjects } from './documents.ts';
import type { Payload, PolicyTest } from './test-file.ts';
import { payloadSubject } from '../policy/payloads/shape.ts';
import { answerOf } from './mocks.ts';
import { inNamespace } from './namespace.ts';
import { createSubjects, LATER, resultsOf } from './judge.ts';
import { namespacesIn, subjectOf } from './values.ts';

/** What one policy said of one object. */
export interface Response {
  readonly policy: CompiledPolicy;
  readonly object: JsonObject;
  readonly results: readonly RuleResult[];
  /** The object after all mutations of this policy. */
  readonly patched: JsonObject;
}

/** What the policies for payloads say of one. */
export function respondTo(
  { mode, object }: Payload,
  policies: readonly CompiledPolicy[],
  lookups: Lookups,
): Response[] {
  const subject = payloadSubject(object, mode);
  return policies
    .filter(({ payload }) => payload === mode)
    .map((policy) => ({
      policy,
      object,
      results: resultsOf(policy, LATER, subject, lookups),
      patched: object,
    }));
}

/** Every policy on one object, in the namespace that it comes to, mutations first; each sees what those before it changed. */
export function respond(
  test: PolicyTest,
  all: readonly CompiledPolicy[],
  object: JsonObject,
  lookups: Lookups,
  operation?: string,
): Response[] {
  const { values, user } = test;
  const known = namespacesOf(test);
  const name = asString(asObject(object['metadata'])['name']) ?? '';
  const subjectFor = createSubjects(values, (policy, now) =>
    subjectOf(now, policy, values, { user, operation, namespaces: known }),
  );
  const policies = all.filter(({ payload }) => payload === undefined);
  let current = inNamespace(object);
  const mutations = policies.map((policy): Response => {
    const results = policy.types?.includes('mutate') === false ? [] : mutate(policy);
    current = results.findLast(({ patched }) => patched)?.patched ?? current;
    return { policy, object, results, patched: current };
  });
  return mutations.map((mutation) => {
    const { policy } = mutation;
    const later = resultsOf(policy, LATER, subjectFor(policy, current, name), lookups);
    return later.length === 0 ? mutation : { ...mutation, results: [...mutation.results, ...later] };
  });

  function mutate(policy: CompiledPolicy): readonly RuleResult[] {
    return policy.evaluate(subjectFor(policy, current, name), 'mutate', lookups);
  }
}

const namespaces = new WeakMap<PolicyTest, ReadonlyMap<string, JsonObject>>();

function namespacesOf(test: PolicyTest): ReadonlyMap<string, JsonObject> {
  let found = namespaces.get(test);
  if (!found) {
    const objects = [...test.cluster, ...test.resources.map(({ object }) => object)];
    namespaces.set(test, (found = namespacesIn(objects)));
  }
  return found;
}

/** The cluster that a test pretends: its files, and the values of its variables. */
export function lookupsOf(test: PolicyTest): Lookups {
  const sources = test.expectations.flatMap(({ cloneSource }) => (cloneSource ? [join(test.folder, cloneSource)] : []));
  const files = [...test.targets, ...test.params, ...test.resources].map((one) => inNamespace(one.object));
  const cloned = sources
    .filter((file) => existsSync(file))
    .flatMap((file) => readObjects(file, []).map((one) => one.object));
  const objects = [...cloned, ...test.cluster, ...files];
  return {
    configMap: (namespace, name) => objects.find((one) => one['kind'] === 'ConfigMap' && isNamed(one, namespace, name)),
    objects: (apiVersion, kind) =>
      objects.filter((one) => one['kind'] === kind && (apiVersion === '' || one['apiVersion'] === apiVersion)),
    resources: (apiVersion, resource) =>
      objects.filter((one) => one['apiVersion'] === apiVersion && pluralOf(asString(one['kind']) ?? '') === resource),
    globalReference: (name) => globalOf(test.globals, name),
    apiCall: (call) => answerOf(test.calls ?? [], call),
    imageData: (reference): Json | undefined => test.images.get(reference),
    isSigned: (reference, attestor) => signersOf(test.images.get(reference))?.includes(attestor),
    attestation: (reference, name) => attestationOf(test.images.get(reference), name),
    mocked: (policy, rule) => test.values.mocked(policy, rule),
    paramsAsList: true,
    now: Date.now,
    random: Math.random,
  };
}

/** Who has signed an image of the test's context, where it says so: `signedBy`. */
function signersOf(image: Json | undefined): readonly string[] | undefined {
  const list = asObject(image)['signedBy'];
  return Array.isArray(list) ? asStrings(list) : undefined;
}

/** `attestations` of an image of the test's context, by name: `{signedBy, payload}`. */
function attestationOf(image: Json | undefined, name: string): ImageAttestation | null | undefined {
  const { attestations } = asObject(image);
  if (!isObject(attestations)) return undefined;
  const found = attestations[name];
  if (!isObject(found)) return null;
  return { signedBy: asStrings(found['signedBy']), payload: found['payload'] ?? null };
}

/** An entry, or with a dot one of its projections. */
function globalOf(globals: PolicyTest['globals'], name: string): Json | undefined {
  const dot = name.indexOf('.');
  if (globals.has(name) || dot < 0) return globals.get(name);
  return asObject(globals.get(name.slice(0, dot)))[name.slice(dot + 1)];
}

function isNamed(object: JsonObject, namespace: string, name: string): boolean {
  const metadata = asObject(object['metadata']);
  return metadata['name'] === name && (asString(metadata['namespace']) ?? 'default') === namespace;
}

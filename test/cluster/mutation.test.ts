import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { admit, type Admission, type Refusal } from '../../src/policy/cel/admission/admit.ts';
import { compileMutatingPolicy, type MutatingPolicy } from '../../src/policy/cel/admission/mutating-policy.ts';
import { admissionRequestOf } from '../../src/policy/cel/admission/request.ts';
import { PolicyProblem } from '../../src/policy/problem.ts';
import type { Lookups } from '../../src/policy/types.ts';
import { asObject, asString, at, equalJson } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { randomFrom } from './access-worlds.ts';
import { openApi, type Answer, type Api } from './admission-client.ts';
import { DEFINITIONS, diceOf } from './admission-objects.ts';
import { create, inParallel, labelsOf, lookupsOf, note, optionsOf, send, tryCreate, userOf } from './admission-run.ts';
import { ADMISSION, type Sent } from './admission-worlds.ts';
import { generateMutationWorld, MUTATIONS } from './mutation-worlds.ts';

const WORLDS = Number(process.env['ADMISSION_WORLDS'] ?? MUTATIONS);
const REQUESTS = 7;
const SEED = Number(process.env['ADMISSION_SEED'] ?? 20261121);

describe.skipIf(missingBinaries())('mutating admission policies, beside a real API server', () => {
  let plane: ControlPlane;
  let api: Api;
  let lookups: Lookups;
  const dice = diceOf(randomFrom(SEED));
  const worlds = Array.from({ length: WORLDS }, (_, i) => generateMutationWorld(i, dice, REQUESTS));
  const cases: { sent: Sent; bare: Answer; namespace: JsonObject }[] = [];

  beforeAll(async () => {
    plane = await startControlPlane({
      controllerManager: false,
      apiServerFlags: ['--disable-admission-plugins=ServiceAccount', '--max-mutating-requests-inflight=400'],
    });
    api = await openApi(plane);
    for (const definition of DEFINITIONS) await create(api, definition);
    await plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=20s']);
    await create(api, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'plain' } });
    await inParallel(worlds, async ({ namespace, params, requests }) => {
      await create(api, namespace);
      await create(api, params);
      for (const sent of requests) cases.push({ sent, namespace, bare: await asAdmin(api, sent) });
    });
    lookups = await lookupsOf(plane, [...DEFINITIONS, ...worlds.map(({ params }) => params)]);
  });

  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  it('makes the same objects of requests, or refuses them for the same reason', async () => {
    const compiled: MutatingPolicy[] = [];
    const differences: string[] = [];
    const tally = {
      refusedPolicies: 0,
      compared: 0,
      changed: 0,
      denied: 0,
      bothInvalid: 0,
      brokenOff: 0,
      notComparable: 0,
    };
    await inParallel(worlds, async ({ policies, bindings }) => {
      for (const policy of policies) {
        const ours = compiledOr(policy, bindings);
        const theirs = await tryCreate(api, policy);
        if (theirs.status !== 201) tally.refusedPolicies++;
        if ((theirs.status === 201) !== (typeof ours !== 'string'))
          differences.push(
            `policy: ours ${typeof ours === 'string' ? ours : 'takes it'}; theirs ${asString(theirs.body['message'])}`,
          );
        else if (typeof ours !== 'string') compiled.push(ours);
      }
      for (const binding of bindings) await create(api, binding);
    });
    await settled(api);

    await inParallel(cases, async ({ sent, bare, namespace }) => {
      if (bare.status >= 300) {
        tally.notComparable++;
        return;
      }
      const theirs = await asAdmin(api, sent);
      const request = admissionRequestOf(
        {
          operation: 'CREATE',
          object: asItComes(bare.body),
          subresource: '',
          namespaceLabels: labelsOf(namespace),
          namespaceObject: namespace,
          user: { ...userOf('root'), groups: ['system:masters', 'system:authenticated'], extra: {} },
          request: { dryRun: true, options: optionsOf(sent) },
        },
        lookups,
      );
      const ours = admit({ mutating: compiled, validating: [] }, request, lookups);
      const found = await differencesOf(api, sent, theirs, ours, tally);
      tally.compared++;
      if (theirs.status >= 400) tally.denied++;
      else if (!equalJson(stable(theirs.body), stable(bare.body))) tally.changed++;
      const world = worlds.find((one) => at(one.namespace, 'metadata', 'name') === sent.namespace)!;
      if (found)
        differences.push(
          `${sent.namespace} ${sent.kind.kind} ${sent.name}: ${found} | ${JSON.stringify(at(world.policies[0], 'spec', 'mutations'))}`,
        );
    });

    note({ ...tally, differences, worlds });
    expect(differences).toEqual([]);
    expect(tally.compared).toBeGreaterThan(cases.length * 0.9);
    if (WORLDS >= MUTATIONS) expect(tally.compared).toBeGreaterThan(500);
    expect(tally.changed).toBeGreaterThan(tally.compared / 8);
  }, 600_000);
});

/** A request that the server breaks off (its handler panics) has the status 0. */
async function asAdmin(api: Api, sent: Sent): Promise<Answer> {
  const { user: _, ...rest } = sent;
  try {
    return await send(api, rest as Sent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    return { status: 0, body: {}, warnings: [], auditId: '' };
  }
}

/** The sentinel's label shows that the policies made before it are known. */
async function settled(api: Api): Promise<void> {
  const mark = "Object{metadata: Object.metadata{labels: {'seen': 'yes'}}}";
  await create(api, {
    apiVersion: ADMISSION,
    kind: 'MutatingAdmissionPolicy',
    metadata: { name: 'zz-sentinel' },
    spec: {
      reinvocationPolicy: 'Never',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE'],
            resources: ['configmaps'],
            resourceNames: ['zz'],
          },
        ],
      },
      mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression: mark } }],
    },
  });
  await create(api, {
    apiVersion: ADMISSION,
    kind: 'MutatingAdmissionPolicyBinding',
    metadata: { name: 'zz-sentinel' },
    spec: { policyName: 'zz-sentinel' },
  });
  const probe = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'zz', namespace: 'plain' } };
  const path = '/api/v1/namespaces/plain/configmaps?dryRun=All';
  const seen = async () => labelsOf((await api.send('POST', path, { body: probe })).body)['seen'] === 'yes';
  await vi.waitUntil(seen, { timeout: 30_000, interval: 200 });
}

function compiledOr(policy: JsonObject, bindings: readonly JsonObject[]): MutatingPolicy | string {
  try {
    return compileMutatingPolicy(policy, bindings);
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    return error.message;
  }
}

const ALLOCATED = ['clusterIP', 'clusterIPs'];
const ADDED = ['uid', 'creationTimestamp', 'managedFields', 'generation', 'resourceVersion'];

/** The object as admission sees it: with defaults, without what is filled in when it is stored. */
function asItComes(object: JsonObject): JsonObject {
  const spec = without(asObject(object['spec']), ALLOCATED);
  const metadata = without(asObject(object['metadata']), ADDED);
  return { ...without(object, ['status']), metadata, ...(object['spec'] !== undefined && { spec }) };
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** What must be equal: all but what differs from request to request and from namespace to namespace. */
function stable(object: JsonObject): JsonObject {
  const metadata = without(asObject(object['metadata']), [...ADDED, 'namespace']);
  const spec = without(asObject(object['spec']), ALLOCATED);
  return { ...object, metadata, ...(object['spec'] !== undefined && { spec }) };
}

/** What Go's decoder says of a wrong type is not repeated by ours; that it is an error of the server is. */
function inOwnWords({ code, reason, message }: Refusal): JsonObject {
  const isDecoder = code === 500 && !message.includes('strict decoding error');
  return { code, reason, message: isDecoder ? '' : message };
}

type Tally = { bothInvalid: number; brokenOff: number };

/** Ours is sent to a namespace without policies, so that defaults are filled in and what is invalid is refused. */
async function differencesOf(
  api: Api,
  sent: Sent,
  theirs: Answer,
  ours: Admission,
  tally: Tally,
): Promise<string | undefined> {
  const message = asString(theirs.body['message']) ?? '';
  const byPolicy = message.startsWith('policy ') || theirs.status === 500;
  const status = { code: theirs.status, reason: asString(theirs.body['reason']) ?? '', message };
  if (theirs.status === 0) {
    tally.brokenOff++;
    return ours.refusals.some((one) => one.message.includes('breaks off')) ? undefined : 'the server breaks off';
  }
  if (ours.refusals.length > 0 || byPolicy) {
    if (ours.refusals.some((one) => equalJson(inOwnWords(one), inOwnWords(status)))) return undefined;
    return `theirs ${byPolicy ? JSON.stringify(status) : theirs.status}, ours ${JSON.stringify(ours.refusals)}`;
  }
  const metadata = { ...asObject(ours.object?.['metadata']), namespace: 'plain' };
  const again = await asAdmin(api, { ...sent, namespace: 'plain', object: { ...ours.object, metadata } });
  if (theirs.status >= 400 && again.status === theirs.status) {
    tally.bothInvalid++;
    return undefined;
  }
  if (equalJson(stable(theirs.body), stable(again.body))) return undefined;
  return apart(stable(theirs.body), stable(again.body)).slice(0, 5).join('; ');
}

/** Where two values differ, with both. */
function apart(theirs: Json | undefined, ours: Json | undefined, path = ''): string[] {
  if (equalJson(theirs, ours)) return [];
  if (theirs !== null && ours !== null && typeof theirs === 'object' && typeof ours === 'object') {
    const [a, b] = [theirs as JsonObject, ours as JsonObject];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      apart(a[key], b[key], `${path}.${key}`),
    );
  }
  return [`${path}: theirs ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`];
}

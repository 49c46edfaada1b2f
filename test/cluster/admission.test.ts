import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { admit, FAILURE_KEY, failureText, type Admission } from '../../src/policy/cel/admission/admit.ts';
import { admissionRequestOf } from '../../src/policy/cel/admission/request.ts';
import { compileValidatingPolicy, type ValidatingPolicy } from '../../src/policy/cel/admission/validating-policy.ts';
import { PolicyProblem } from '../../src/policy/problem.ts';
import type { Lookups, Subject } from '../../src/policy/types.ts';
import { asString, at, equalJson } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { randomFrom } from './access-worlds.ts';
import { auditAnnotations, openApi, type Answer, type Api } from './admission-client.ts';
import { DEFINITIONS, diceOf } from './admission-objects.ts';
import {
  create,
  inParallel,
  labelsOf,
  lookupsOf,
  note,
  optionsOf,
  pathOf,
  send,
  settled,
  tryCreate,
  userOf,
} from './admission-run.ts';
import { ALL } from './admission-expressions.ts';
import { ADMISSION, generateWorld, LIMITS, type Sent } from './admission-worlds.ts';

const WORLDS = Number(process.env['ADMISSION_WORLDS'] ?? ALL.length);
const REQUESTS = 20;
const SEED = Number(process.env['ADMISSION_SEED'] ?? 20261121);

/** A request with what the server makes of it where no policy looks. */
interface Case {
  readonly sent: Sent;
  readonly world: string;
  readonly bare: Answer;
  readonly old: JsonObject | undefined;
}

describe.skipIf(missingBinaries())('admission policies, beside a real API server', () => {
  let plane: ControlPlane;
  let api: Api;
  let lookups: Lookups;
  const dice = diceOf(randomFrom(SEED));
  const worlds = Array.from({ length: WORLDS }, (_, i) => generateWorld(i, dice, REQUESTS));
  const namespaces = new Map<string, JsonObject>();
  const cases: Case[] = [];

  beforeAll(async () => {
    plane = await startControlPlane({
      controllerManager: false,
      apiServerFlags: ['--disable-admission-plugins=ServiceAccount', '--max-mutating-requests-inflight=400'],
    });
    api = await openApi(plane);
    await prepare(plane, api);
    await inParallel(worlds, async ({ namespaces: own, params, stored }) => {
      for (const object of [...own, ...params, ...stored.map((one) => one.object)]) await create(api, object);
    });
    await inParallel(
      worlds.flatMap((world) => world.namespaces),
      async (one) => {
        const name = asString(at(one, 'metadata', 'name'))!;
        namespaces.set(name, (await api.send('GET', `/api/v1/namespaces/${name}`)).body);
      },
    );
    await inParallel(
      worlds.flatMap((world, i) => world.requests.map((sent) => [sent, `w${i}`] as const)),
      async ([sent, world]) => {
        const path = `${pathOf(sent.kind, sent.namespace, sent.name)}${sent.subresource && `/${sent.subresource}`}`;
        const old = sent.operation === 'CREATE' ? undefined : (await api.send('GET', path)).body;
        cases.push({ sent, world, old, bare: await send(api, sent) });
      },
    );
    lookups = await lookupsOf(plane, [...DEFINITIONS, ...LIMITS, ...worlds.flatMap((world) => world.params)]);
  });

  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  it('takes and refuses the same policies, and says the same of requests', async () => {
    const compiled: ValidatingPolicy[] = [];
    const differences: string[] = [];
    const refused: string[] = [];
    const tally = { refusedPolicies: 0, compared: 0, denied: 0, errors: 0, warned: 0, audited: 0, notComparable: 0 };
    await inParallel(worlds, async ({ policy, bindings }) => {
      const ours = compiledOr(policy, bindings);
      const theirs = await tryCreate(api, policy);
      if (theirs.status !== 201) tally.refusedPolicies++;
      if ((theirs.status === 201) !== (typeof ours !== 'string')) {
        differences.push(
          `policy: ours ${typeof ours === 'string' ? ours : 'takes it'}; theirs ${theirs.status} ${asString(theirs.body['message'])}: ${JSON.stringify(policy)}`,
        );
        return;
      }
      if (typeof ours === 'string') {
        refused.push(`${ours} | ${asString(theirs.body['message'])}`);
        return;
      }
      for (const binding of bindings) await create(api, binding);
      if (bindings.length > 0) compiled.push(ours);
    });
    await settled(api, SENTINEL);
    const asked: { one: Case; theirs: Answer; ours: Admission }[] = [];

    await inParallel(cases, async (one) => {
      const theirs = await send(api, one.sent);
      const object = one.bare.status < 300 ? one.bare.body : undefined;
      // of a server that is too busy to answer in time nothing can be learned
      if (theirs.status === 504 || (one.sent.operation !== 'DELETE' && !object)) {
        tally.notComparable++;
        return;
      }
      const ours = admit(
        { mutating: [], validating: compiled },
        admissionRequestOf(subjectOf(one, object, namespaces), lookups),
        lookups,
      );
      asked.push({ one, theirs, ours });
    });
    const audit = auditAnnotations(plane);
    for (const { one, theirs, ours } of asked) {
      const found = differencesOf(theirs, ours, audit.get(theirs.auditId) ?? {});
      tally.compared++;
      if (theirs.status >= 400) tally.denied++;
      if (/resulted in error/.test(asString(theirs.body['message']) ?? '')) tally.errors++;
      if (theirs.warnings.length > 0) tally.warned++;
      if (Object.keys(policyAnnotations(audit.get(theirs.auditId) ?? {})).length > 0) tally.audited++;
      if (found)
        differences.push(
          `${one.world} ${one.sent.operation} ${one.sent.kind.kind} ${one.sent.namespace}/${one.sent.name}: ${found}`,
        );
    }

    note({ ...tally, differences, refused, worlds });
    expect(differences).toEqual([]);
    expect(tally.compared).toBeGreaterThan(cases.length * 0.85);
    if (WORLDS >= ALL.length) expect(tally.compared).toBeGreaterThan(2000);
    for (const some of [tally.denied, tally.errors, tally.warned, tally.audited])
      expect(some).toBeGreaterThan(tally.compared / 30);
  }, 600_000);
});

async function prepare(plane: ControlPlane, api: Api): Promise<void> {
  for (const definition of DEFINITIONS) await create(api, definition);
  const rules = [
    {
      apiGroups: ['', 'apps', 'test.example.com', 'rbac.authorization.k8s.io'],
      resources: ['configmaps', 'deployments', 'deployments/scale', 'pods', 'services', 'widgets', 'clusterroles'],
      verbs: ['get', 'create', 'update', 'delete', 'escalate'],
    },
    { nonResourceURLs: ['/healthz'], verbs: ['get'] },
  ];
  const rbac = 'rbac.authorization.k8s.io';
  await create(api, { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: 'testers' }, rules });
  await create(api, {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'testers' },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'testers' },
    subjects: [{ apiGroup: rbac, kind: 'Group', name: 'testers' }],
  });
  await plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=20s']);
  for (const limit of LIMITS) await create(api, limit);
}

const SENTINEL = {
  denies: 'zz-sentinel',
  policy: {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'zz-sentinel' },
    spec: {
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE'],
            resources: ['configmaps'],
            resourceNames: ['zz-sentinel'],
          },
        ],
      },
      validations: [{ expression: "object.metadata.name != 'zz-sentinel'" }],
    },
  },
  binding: {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'zz-sentinel' },
    spec: { policyName: 'zz-sentinel', validationActions: ['Deny'] },
  },
};

function compiledOr(policy: JsonObject, bindings: readonly JsonObject[]): ValidatingPolicy | string {
  try {
    return compileValidatingPolicy(policy, bindings);
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    return error.message;
  }
}

function subjectOf(
  { sent, old }: Case,
  object: JsonObject | undefined,
  namespaces: ReadonlyMap<string, JsonObject>,
): Subject {
  const namespaceObject = namespaces.get(sent.namespace);
  return {
    operation: sent.operation,
    object: object && sent.operation !== 'DELETE' ? object : old!,
    ...(old && { oldObject: old }),
    subresource: sent.subresource,
    ...(sent.subresource && { parent: { group: 'apps', version: 'v1', kind: 'Deployment' } }),
    namespaceLabels: labelsOf(namespaceObject),
    ...(namespaceObject && { namespaceObject: withoutType(namespaceObject) }),
    user: userOf(sent.user),
    request: { dryRun: true, options: optionsOf(sent) },
  };
}

function withoutType(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'apiVersion' && key !== 'kind'));
}

function policyAnnotations(all: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(all).filter(([key]) => /^w\d+\//.test(key) || key === FAILURE_KEY));
}

/** What the server's parsers of addresses and versions say in detail is not repeated by ours. */
const DETAILS: readonly (readonly [RegExp, string])[] = [
  [/: ParseAddr\(\\?"[^"]*"\): [^"'\\(\],]*(?:\(at \\?"[^"]*"\))?/g, ''],
  [
    /No Major\.Minor\.Patch elements found|Invalid character\(s\) found in \w+ (?:number|version|meta data) \\?"[^"]*"|Version string empty/g,
    'no version',
  ],
  [/\\?"[^"]*" is no semantic version/g, 'no version'],
];

function plain(text: string): string {
  return DETAILS.reduce((rest, [pattern, by]) => rest.replaceAll(pattern, by), text);
}

function differencesOf(theirs: Answer, ours: Admission, audit: JsonObject): string | undefined {
  const message = asString(theirs.body['message']) ?? '';
  const status = { code: theirs.status, reason: asString(theirs.body['reason']) ?? '', message: plain(message) };
  if (theirs.status >= 400 && !message.includes('AdmissionPolicy')) return `refused by something else: ${message}`;
  if (theirs.status < 400 && ours.refusals.length > 0) return `theirs allows, ours: ${JSON.stringify(ours.refusals)}`;
  if (theirs.status >= 400 && !ours.refusals.some((one) => equalJson({ ...one, message: plain(one.message) }, status)))
    return `theirs ${JSON.stringify(status)}, ours ${JSON.stringify(ours.refusals)}`;
  const own = theirs.warnings.filter((text) => text.includes('AdmissionPolicy')).map(plain);
  const warnings = [own, ours.warnings.map(plain)].map((list) => JSON.stringify([...list].sort()));
  if (warnings[0] !== warnings[1]) return `warnings: theirs ${warnings[0]}, ours ${warnings[1]}`;
  const [a, b] = [policyAnnotations(audit), policyAnnotations(ours.audit)];
  if (equalJson(a, b)) return undefined;
  const failures = ours.findings
    .filter(({ actions }) => actions.includes('Audit'))
    .map((one) => plain(failureText(one)));
  const isOther = failures.map((text) => JSON.parse(text) as Json).some((one) => equalJson(one, failureIn(a)));
  const rest = equalJson({ ...a, [FAILURE_KEY]: '' }, { ...b, [FAILURE_KEY]: '' });
  return isOther && rest ? undefined : `audit: theirs ${JSON.stringify(a)}, ours ${JSON.stringify(b)}`;
}

function failureIn(annotations: JsonObject): Json {
  return JSON.parse(plain(asString(annotations[FAILURE_KEY]) ?? 'null')) as Json;
}

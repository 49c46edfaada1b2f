import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { typeCheckWarnings } from '../../src/policy/cel/admission/type-check.ts';
import { asList, asObject, asString, at } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { randomFrom } from './access-worlds.ts';
import { openApi, type Api } from './admission-client.ts';
import { ALL } from './admission-expressions.ts';
import { DEFINITIONS, diceOf, GROUP, type Dice } from './admission-objects.ts';
import { create, inParallel, tryCreate } from './admission-run.ts';
import { ADMISSION } from './admission-worlds.ts';

const SEED = Number(process.env['ADMISSION_SEED'] ?? 20261121);
const EACH = 6;

/** What a slip of the hand makes of an expression. */
const SLIPS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace('metadata', 'metdata'),
  (text) => text.replace(/spec\.(\w+)/, 'spec.$1s'),
  (text) => text.replace('.name', '.nam'),
  (text) => text.replace(/'(\w+)'/, '3'),
  (text) => text.replace(/ > (\d)/, " > 'x'"),
  (text) => text.replace('containers', 'container'),
  (text) => text.replace('request.operation', 'object.spec.replicas'),
];

const RESOURCES = [
  ['', 'v1', 'pods'],
  ['', 'v1', 'configmaps'],
  ['', 'v1', 'services'],
  ['apps', 'v1', 'deployments'],
  ['apps', 'v1', 'daemonsets'],
  ['batch', 'v1', 'cronjobs'],
  ['networking.k8s.io', 'v1', 'networkpolicies'],
  [GROUP, 'v1', 'widgets'],
  [GROUP, 'v2', 'widgets'],
  ['*', 'v1', 'pods'],
  ['apps', 'v1', '*'],
  ['apps', 'v1', 'deployments/scale'],
] as const;

describe.skipIf(missingBinaries())('the type checks of admission policies, beside a real control plane', () => {
  let plane: ControlPlane;
  let api: Api;
  const dice = diceOf(randomFrom(SEED));
  const policies = Array.from({ length: Math.ceil(ALL.length / EACH) }, (_, i) => policyOf(i, dice));

  beforeAll(async () => {
    plane = await startControlPlane();
    api = await openApi(plane);
    for (const definition of DEFINITIONS) await create(api, definition);
    await plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=20s']);
  });

  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  it('warn of the same mistakes in the same words', async () => {
    const lookups = { objects: (_: string, kind: string) => (kind === 'CustomResourceDefinition' ? DEFINITIONS : []) };
    const differences: string[] = [];
    let [warned, taken] = [0, 0];
    await inParallel(policies, async (policy) => {
      if ((await tryCreate(api, policy)).status !== 201) return;
      taken++;
      const theirs = await checked(api, asString(at(policy, 'metadata', 'name'))!);
      const ours = typeCheckWarnings(policy, lookups).flatMap(({ fieldRef, warning }) => kept(fieldRef, warning));
      warned += theirs.length;
      const shown = [theirs, ours].map((list) => JSON.stringify(list, null, 1));
      if (shown[0] !== shown[1])
        differences.push(`${JSON.stringify(policy['spec'])}\ntheirs ${shown[0]}\nours ${shown[1]}`);
    });

    expect(differences).toEqual([]);
    expect(taken).toBeGreaterThan(policies.length / 2);
    expect(warned).toBeGreaterThan(10);
  });
});

function policyOf(index: number, dice: Dice): JsonObject {
  const chosen = ALL.slice(index * EACH, index * EACH + EACH);
  const kinds = [dice.pick(RESOURCES), dice.pick(RESOURCES)];
  return {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: `t${index}` },
    spec: {
      ...(dice.once(3) && { paramKind: { apiVersion: 'v1', kind: dice.pick(['ConfigMap', 'Pod']) } }),
      matchConstraints: {
        resourceRules: kinds.map(([group, version, resource]) => ({
          apiGroups: [group],
          apiVersions: [version],
          operations: ['CREATE'],
          resources: [resource],
        })),
      },
      variables: [
        { name: 'labels', expression: 'object.metadata.labels' },
        { name: 'count', expression: 'size(object.spec.containers)' },
      ],
      validations: chosen.map(({ expression }, i) => ({
        expression: dice.pick(SLIPS)(expression),
        ...(i === 0 && { messageExpression: "'labels: ' + string(size(variables.labels)) + object.metadata.nme" }),
        ...(i === 1 && { messageExpression: 'string(variables.count > 3)' }),
      })),
    },
  };
}

async function checked(api: Api, name: string) {
  const path = `/apis/${ADMISSION}/validatingadmissionpolicies/${name}`;
  const status = await vi.waitUntil(
    async () => {
      const { status: found } = (await api.send('GET', path)).body;
      return asObject(found)['observedGeneration'] === undefined ? undefined : asObject(found);
    },
    { timeout: 60_000, interval: 200 },
  );
  return asList(at(status, 'typeChecking', 'expressionWarnings')).flatMap((one) => {
    const { fieldRef, warning } = asObject(one);
    return kept(asString(fieldRef) ?? '', asString(warning) ?? '');
  });
}

function kept(fieldRef: string, text: string): { fieldRef: string; warning: string }[] {
  const warning = withoutFalseAlarms(text);
  return warning === '' ? [] : [{ fieldRef, warning }];
}

/**
 * The type checks of 1.36 know no `authorizer.requestResource`, which policies may use, and no fields that hold quantities;
 * and a macro that repeats its target (`optMap`) repeats the mistakes in it.
 */
const FALSE_ALARM = /unexpected failed resolution of|undefined field '(?:limits|requests|hard|sizeLimit)'/;

function withoutFalseAlarms(warning: string): string {
  const kinds = warning.split(/\n\n/).map((text) => {
    const [head = '', ...mistakes] = text.replace(/\n$/, '').split(/(?=ERROR: )/);
    const lines = mistakes.map((mistake) => mistake.replace(/\n$/, ''));
    const real = [...new Set(lines)].filter((mistake) => !FALSE_ALARM.test(mistake));
    return real.length === 0 ? '' : `${head}${real.join('\n')}\n`;
  });
  return kinds.filter((kind) => kind !== '').join('\n');
}

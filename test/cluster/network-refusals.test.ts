import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toResource } from '../../src/kubernetes/resource.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { readPolicies } from '../../src/network/engine/read-policies.ts';
import { asStrings, at } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { ORIGIN } from '../network/worlds/shared.ts';
import { type Api, openApi } from './admission-client.ts';
import { type Mutant, mutantsOf } from './network-mutants.ts';
import { NETWORK_POLICY, UNTYPED_POLICY } from './network-specimens.ts';

const COLLECTION = '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies?dryRun=All';
const MUTANTS: readonly Mutant[] = [NETWORK_POLICY, UNTYPED_POLICY].flatMap((object) => [
  { name: 'the specimen', object },
  ...mutantsOf(object),
]);
/** Labels and values without a value: the server reads them as empty texts, which nobody means; we ask for a word. */
const NULL_TEXT = /(?:values\.\d+|matchLabels\.\w+) = null$|values = \[null\]$/;

describe.skipIf(missingBinaries() !== undefined)(`what a real API server refuses of ${MUTANTS.length} policies`, () => {
  let plane: ControlPlane;
  let api: Api;
  beforeAll(async () => {
    plane = await startControlPlane({ controllerManager: false });
    api = await openApi(plane);
  });
  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  it('is what is reported as a problem, and of the others the directions are those that it fills in', async () => {
    const wrong: string[] = [];

    for (const { name, object } of MUTANTS) {
      const { status, body } = await api.send('POST', COLLECTION, { body: object });
      const refused = status >= 400;
      const { problems, closes } = readingOf(object);
      if (refused !== problems.length > 0 && (refused || !NULL_TEXT.test(name)))
        wrong.push(
          `${name}: the server says ${JSON.stringify(body['message'] ?? 'yes')}, we ${problems.join() || 'yes'}`,
        );
      const types = asStrings(at(body, 'spec', 'policyTypes')).map((type) => type.toLowerCase());
      if (!refused && problems.length === 0 && [...new Set(types)].sort().join() !== closes)
        wrong.push(`${name}: the server isolates ${types.join()}, we ${closes}`);
    }

    expect(wrong).toEqual([]);
  });
});

function readingOf(object: JsonObject): { readonly problems: readonly string[]; readonly closes: string } {
  const resource = toResource(object, ORIGIN);
  if (!resource) return { problems: ['no object'], closes: '' };
  const { problems, policies } = readPolicies([resource]);
  const closes = policies.flatMap((policy) => policy.closes);
  return { problems: problems.map(({ message }) => message), closes: closes.sort().join() };
}

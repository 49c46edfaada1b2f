import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toResource } from '../../src/kubernetes/resource.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { readPolicies } from '../../src/network/engine/read-policies.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { ORIGIN } from '../network/worlds/shared.ts';
import { type Api, openApi } from './admission-client.ts';
import { mutantsOf } from './network-mutants.ts';
import { NETWORK_POLICY } from './network-specimens.ts';

const COLLECTION = '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies?dryRun=All';
const MUTANTS = mutantsOf(NETWORK_POLICY);
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

  it('is what is reported as a problem', async () => {
    const wrong: string[] = [];

    for (const { name, object } of [{ name: 'the specimen', object: NETWORK_POLICY }, ...MUTANTS]) {
      const { status, body } = await api.send('POST', COLLECTION, { body: object });
      const refused = status >= 400;
      const ours = problemsOf(object);
      if (refused !== ours.length > 0 && (refused || !NULL_TEXT.test(name)))
        wrong.push(
          `${name}: the server says ${refused ? JSON.stringify(body['message']) : 'yes'}, we ${ours.join() || 'yes'}`,
        );
    }

    expect(wrong).toEqual([]);
  });
});

function problemsOf(object: JsonObject): readonly string[] {
  const resource = toResource(object, ORIGIN);
  return resource ? readPolicies([resource]).problems.map(({ message }) => message) : ['no object'];
}

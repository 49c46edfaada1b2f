import { generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { asObject, asString } from '../../std/value.ts';
import { compilePolicy } from '../plan.ts';
import type { RuleResult } from '../types.ts';

const pairs = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const publicKeys = pairs.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' }).toString());
const TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n';

/** The object as it is signed by some of the keys. */
function signedBy(signers: readonly number[], data: JsonObject = { k: 'v' }): JsonObject {
  const annotations = Object.fromEntries(
    signers.map((signer, i) => [
      `cosign.sigstore.dev/signature${i === 0 ? '' : `_${i}`}`,
      sign('sha256', Buffer.from(TEXT), pairs[signer]!.privateKey).toString('base64'),
    ]),
  );
  const message = gzipSync(TEXT).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'a',
      namespace: 'shop',
      uid: 'u',
      annotations: { ...annotations, 'cosign.sigstore.dev/message': message },
    },
    data,
  };
}

function evaluate(object: JsonObject, manifests: JsonObject): RuleResult | undefined {
  const match = { any: [{ resources: { kinds: ['ConfigMap'] } }] };
  const spec = { rules: [{ name: 'r', match, validate: { manifests } }] };
  const policy = compilePolicy({ apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', metadata: { name: 'p' }, spec });
  return policy.evaluate({ object, operation: 'CREATE', subresource: '', namespaceLabels: {} }, 'validate', {})[0];
}

function attestors(keys: readonly number[], count?: number): JsonObject {
  const entries = keys.map((key) => ({ keys: { publicKeys: publicKeys[key] ?? '' } }));
  return { attestors: [{ entries, ...(count !== undefined && { count }) }] };
}

/** Each annotation without its last characters: no base64 that can be read. */
function cutOff(object: JsonObject): JsonObject {
  const metadata = asObject(object['metadata']);
  const annotations = Object.entries(asObject(metadata['annotations'])).map(([key, value]) => [
    key,
    (asString(value) ?? '').replace(/=*$/, '').slice(0, -3),
  ]);
  return { ...object, metadata: { ...metadata, annotations: Object.fromEntries(annotations) as JsonObject } };
}

describe('a signed manifest', () => {
  it.each<[name: string, object: JsonObject, manifests: JsonObject, expected: string]>([
    ['signed by the one', signedBy([0]), attestors([0]), 'pass'],
    ['signed by another', signedBy([1]), attestors([0]), 'fail'],
    ['signed by both', signedBy([0, 1]), attestors([0, 1]), 'pass'],
    ['signed by one of two', signedBy([1]), attestors([0, 1]), 'fail'],
    ['signed by one of two, where one is enough', signedBy([1]), attestors([0, 1], 1), 'pass'],
    ['changed since', signedBy([0], { k: 'w' }), attestors([0]), 'fail'],
    [
      'changed where that does not count',
      signedBy([0], { k: 'w' }),
      { ...attestors([0]), ignoreFields: [{ objects: [{ kind: 'ConfigMap' }], fields: ['data.k'] }] },
      'pass',
    ],
    ['not signed', { ...signedBy([]), metadata: { name: 'a' } }, attestors([0]), 'fail'],
    ['signed by what is cut off', cutOff(signedBy([0])), attestors([0]), 'fail'],
    ['of an identity', signedBy([0]), { attestors: [{ entries: [{ keyless: { issuer: 'i' } }] }] }, 'error'],
  ])('%s', (_, object, manifests, expected) => {
    expect(evaluate(object, manifests)?.status).toBe(expected);
  });
});

import { expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { createInventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { toResource } from '../kubernetes/resource.ts';
import { findCredentials } from './credentials.ts';

// Assembled here so that no scanner of this repository takes them for real.
const GITHUB = ['gh', 'p_', 'a1B2'.repeat(9)].join('');
const STRIPE = ['sk', '_live_', 'a1B2c3D4'.repeat(4)].join('');
const AWS = `wJalr${'XUtnFEMIK7MDENG'.repeat(2)}bPxRf`;
const KEY = [
  '-----BEGIN RSA ',
  'PRIVATE KEY-----\n',
  'MIIEpAIBAAKCAQEA\n'.repeat(8),
  '-----END RSA ',
  'PRIVATE KEY-----',
].join('');

it('finds credentials wherever a string stands, with its path', async () => {
  const pod = resource('Pod', {
    metadata: { annotations: { note: GITHUB } },
    spec: {
      containers: [
        {
          args: [`--key=${STRIPE}`],
          env: [
            { name: 'AWS_SECRET_ACCESS_KEY', value: AWS },
            { name: 'PLAIN', value: 'x' },
          ],
        },
      ],
    },
  });
  const secret = resource('Secret', { data: { id_rsa: Buffer.from(KEY).toString('base64') } });

  const found = await findCredentials(createInventory([pod, secret]));

  expect(found.get(pod)?.map(({ path, type }) => [path.join('.'), type])).toEqual(
    expect.arrayContaining([
      ['metadata.annotations.note', 'GitHub token'],
      ['spec.containers.0.args.0', 'Stripe key'],
      ['spec.containers.0.env.0.value', 'AWS credential'],
    ]),
  );
  expect(found.get(secret)).toEqual([
    { path: ['data', 'id_rsa'], type: 'private key', message: 'a literal private key' },
  ]);
});

it('never repeats the credential: four characters at most', async () => {
  const literals = [
    GITHUB,
    STRIPE,
    `AWS_SECRET_ACCESS_KEY=${AWS}`,
    KEY,
    'https://deployer:S0me-Fake-Pw@git.example.com',
  ];
  const map = resource('ConfigMap', { data: Object.fromEntries(literals.map((text, i) => [`k${i}`, text])) });

  const found = (await findCredentials(createInventory([map]))).get(map) ?? [];

  expect(new Set(found.map(({ path }) => path[1]))).toEqual(new Set(['k0', 'k1', 'k2', 'k3', 'k4']));
  const said = JSON.stringify(found);
  for (const text of literals) {
    for (let i = 0; i + 5 <= text.length; i++) {
      const part = text.slice(i, i + 5);
      if (!/^[A-Za-z -]+$/.test(part)) expect(said).not.toContain(part);
    }
  }
});

it('is not switched off by a comment for secretlint in another object', async () => {
  const off = resource('ConfigMap', { data: { a: `secretlint-disable ${GITHUB}` } });
  const other = resource('ConfigMap', { data: { a: GITHUB } });

  const found = await findCredentials(createInventory([off, other]));

  expect([found.get(off)?.length, found.get(other)?.length]).toEqual([1, 1]);
});

it('says nothing of templates, Secrets of a cluster and wrong types', async () => {
  const map = resource('ConfigMap', {
    data: {
      url: 'https://deployer:${PASSWORD}@git.example.com',
      n: 3,
      list: [null, true],
      plain: 'https://example.com/a@b',
    },
  });
  const secret = resource('Secret', { data: { a: 1, b: '!!', c: null } });
  const live = resource('Secret', { metadata: { uid: '7f1c1b7e' }, stringData: { token: GITHUB } });

  const found = await findCredentials(createInventory([map, secret, live, resource('Secret', { data: 'x' })]));

  expect(found.size).toBe(0);
});

it('ends on text that is made to be searched for long', { timeout: 60_000 }, async () => {
  const hard = [
    '://'.repeat(60_000),
    '-----BEGIN '.repeat(20_000),
    'sk-a'.repeat(60_000),
    `https://${'a'.repeat(200_000)}`,
  ];
  const map = resource('ConfigMap', { data: Object.fromEntries(hard.map((text, i) => [`k${i}`, text])) });

  const found = await findCredentials(createInventory([map]));

  expect(found.size).toBe(0);
});

function resource(kind: string, object: JsonObject): Resource {
  const place = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const origin = { file: 'a.yaml', editable: true, locate: () => place };
  return toResource({ apiVersion: 'v1', kind, ...object }, origin)!;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { SNAPSHOT_LIMITS, type SnapshotFacts, type SnapshotRecord } from './format.ts';
import { isSnapshot, readSnapshot } from './read.ts';
import { redacted } from './redact.ts';
import { writeSnapshot } from './write.ts';

const FACTS: SnapshotFacts = {
  minor: 36,
  namespaces: undefined,
  namespace: 'default',
  served: [{ group: 'apps', kind: 'Deployment', namespaced: true }],
  gaps: [{ code: 'forbidden', file: 'prod/_cluster/nodes', message: 'No right to list nodes.', types: ['Node'] }],
};
const HEADER = { tool: '1.2.3', context: 'prod', server: 'v1.36.3', taken: '2026-11-21' };

function recordOf(name: string, object: JsonObject = {}): SnapshotRecord {
  return {
    file: `prod/shop/configmaps/${name}.yaml`,
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, ...object },
    shipped: false,
    credentials: [],
    managers: [],
  };
}

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-snapshot-'));
  path = join(folder, 'cluster.cst');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(bytes: Buffer, limits = SNAPSHOT_LIMITS) {
  writeFileSync(path, bytes);
  return readSnapshot(path, 'cluster.cst', limits);
}

function sample(): Buffer {
  const credential = { path: ['data', 'key'], type: 'AWS credential', message: 'a literal AWS credential' };
  const rich: SnapshotRecord = {
    ...recordOf('b'),
    shipped: true,
    credentials: [credential],
    managers: [{ manager: 'x' }],
  };
  return writeSnapshot({ header: HEADER, facts: FACTS, records: [rich, recordOf('a')] });
}

/** A snapshot with this header and body, whatever they say. */
function forged(format: number, header: JsonObject, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`castellan-snapshot ${format} ${JSON.stringify(header)}\n`), body]);
}

describe('a snapshot', () => {
  it('comes back as it was written, sorted by file', async () => {
    const snapshot = await read(sample());

    if ('gap' in snapshot) throw new Error(snapshot.gap.message);
    expect(snapshot.header).toMatchObject({ ...HEADER, objects: 2 });
    expect(snapshot.facts).toEqual(FACTS);
    expect(snapshot.records.map(({ file }) => file)).toEqual([
      'prod/shop/configmaps/a.yaml',
      'prod/shop/configmaps/b.yaml',
    ]);
    expect(snapshot.records[1]).toMatchObject({ shipped: true, managers: [{ manager: 'x' }] });
    expect(snapshot.records[1]?.credentials[0]?.message).toBe('a literal AWS credential');
  });

  it('has the same bytes for the same state, whatever the order', () => {
    const one = writeSnapshot({ header: HEADER, facts: FACTS, records: [recordOf('a'), recordOf('b')] });
    const other = writeSnapshot({ header: HEADER, facts: FACTS, records: [recordOf('b'), recordOf('a')] });

    expect(one.equals(other)).toBe(true);
  });

  it('is told by its first bytes', async () => {
    await read(sample());
    writeFileSync(join(folder, 'other.yaml'), 'kind: ConfigMap\n');

    expect(isSnapshot(path)).toBe(true);
    expect(isSnapshot(join(folder, 'other.yaml'))).toBe(false);
    expect(isSnapshot(join(folder, 'nowhere.cst'))).toBe(false);
  });

  it.each([0, 5, 25, 200, -1, -20])('that ends at byte %i is a gap', async (end) => {
    expect(await read(sample().subarray(0, end))).toMatchObject({ gap: { code: 'syntax', file: 'cluster.cst' } });
  });

  it('with a changed byte anywhere is a gap or says the same', async () => {
    const bytes = sample();
    const start = bytes.indexOf(10) + 1;
    for (let i = start; i < bytes.length; i += 7) {
      const damaged = Buffer.from(bytes);
      damaged[i] = damaged[i]! ^ 0x55;

      expect(await read(damaged)).toMatchObject({ gap: { code: 'syntax' } });
    }
  });

  it('of a later format asks for an update', async () => {
    const found = await read(forged(2, { anything: true }, Buffer.from('whatever')));

    expect(found).toMatchObject({ gap: { code: 'unsupported', hint: 'Update Castellan.' } });
    expect('gap' in found && found.gap.message).toBe(
      'A newer Castellan wrote this snapshot (format 2; this one reads up to 1).',
    );
  });

  it('that unpacks to more than it says ends there', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(256 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const found = await read(forged(1, { objects: 1, bytes: 1000, sha256: 'x' }, bomb));

    expect(bomb.length).toBeLessThan(64 * 1024);
    expect(found).toMatchObject({ gap: { code: 'syntax' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it.each([
    ['bytes', { decompressed: 10 }, /more than 10 bytes/],
    ['objects', { objects: 1 }, /more than 1 objects/],
    ['bytes of the file', { compressed: 10 }, /more than 10 bytes/],
    ['levels', { depth: 3 }, /deeper than 3 levels/],
  ] as const)('with too many %s is a gap', async (_, limits, message) => {
    const deep: Json = { a: { b: { c: { d: {} } } } };
    const records = [recordOf('a', { data: deep }), recordOf('b')];
    const found = await read(writeSnapshot({ header: HEADER, facts: FACTS, records }), {
      ...SNAPSHOT_LIMITS,
      ...limits,
    });

    expect(found).toMatchObject({ gap: { code: 'limit' } });
    expect('gap' in found && found.gap.message).toMatch(message);
  });

  it('with an object that is too long is a gap', async () => {
    const records = [recordOf('a', { data: { text: 'x'.repeat(500_000) } })];
    const found = await read(writeSnapshot({ header: HEADER, facts: FACTS, records }), {
      ...SNAPSHOT_LIMITS,
      object: 1000,
    });

    expect(found).toMatchObject({ gap: { code: 'limit' } });
  });

  it('leads nowhere by its paths', async () => {
    const records = [{ ...recordOf('a'), file: '../../etc/./passwd' }];
    const found = await read(writeSnapshot({ header: HEADER, facts: FACTS, records }));

    expect('records' in found && found.records[0]?.file).toBe('etc/passwd');
  });
});

describe('redaction', () => {
  const workload = (container: JsonObject): JsonObject => ({
    kind: 'Pod',
    spec: { containers: [{ name: 'a', ...container }] },
  });

  it.each<[string, JsonObject, string]>([
    ['a variable by its name', workload({ env: [{ name: 'DB_PASSWORD', value: 'hunter2horse' }] }), 'RRRRRRRRRRRR'],
    [
      'an address',
      workload({ env: [{ name: 'DSN', value: 'postgres://u:hunter2horse@db/x' }] }),
      'postgres://u:RRRRRRRRRRRR@db/x',
    ],
    ['a flag', workload({ args: ['--password=hunter2horse'] }), '--password=RRRRRRRRRRRR'],
    ['an AWS key', workload({ env: [{ name: 'X', value: 'AKIAHUNTER2HORSE2345' }] }), 'AKIARRRRRRRRRRRRRRRR'],
    [
      'a setting of a file',
      { kind: 'ConfigMap', data: { 'app.ini': 'a = 1\npassword = hunter2horse\nb = 2' } },
      'a = 1\npassword = RRRRRRRRRRRR\nb = 2',
    ],
    ['an entry', { kind: 'ConfigMap', data: { SMTP_PASSWORD: 'hunter2horse' } }, 'RRRRRRRRRRRR'],
    [
      'a private key',
      { kind: 'ConfigMap', data: { pem: '-----BEGIN PRIVATE KEY-----\nhunter2horse\n-----END PRIVATE KEY-----' } },
      '-----BEGIN PRIVATE KEY-----\nRRRRRRRRRRRR\n-----END PRIVATE KEY-----',
    ],
  ])('takes out %s', (_, object, expected) => {
    const text = JSON.stringify(redacted(object, []));

    expect(text).not.toMatch(/hunter2horse/i);
    expect(text).toContain(JSON.stringify(expected).slice(1, -1));
  });

  it('takes out what was found by its form, wherever it is', () => {
    const object: JsonObject = { kind: 'Widget', spec: { odd: 'hunter2horse', other: 'stays' } };
    const found = [{ path: ['spec', 'odd'], type: 'token', message: 'a literal token' }];

    expect(redacted(object, found)).toEqual({ kind: 'Widget', spec: { odd: 'RRRRRRRRRRRR', other: 'stays' } });
  });

  it('leaves everything else as it is', () => {
    const object: JsonObject = {
      kind: 'Deployment',
      metadata: { annotations: { 'nginx.ingress.kubernetes.io/auth-secret': 'basic-auth' } },
      spec: {
        containers: [
          {
            env: [
              { name: 'PASSWORD_FILE', value: '/run/secrets/db' },
              { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'tokens', key: 'token' } } },
            ],
            args: ['--token-ttl=5m', '--secret-name=db'],
          },
        ],
        volumes: [{ name: 'v', secret: { secretName: 'db-password' } }],
      },
    };

    expect(redacted(object, [])).toEqual(object);
  });
});

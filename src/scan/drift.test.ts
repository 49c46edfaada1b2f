import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanOptions } from '../cli/options.ts';
import { driftJson } from '../drift/json.ts';
import { driftSchema } from '../drift/schema.ts';
import type { DriftReport } from '../drift/report.ts';
import { driftText } from '../drift/terminal.ts';
import type { Gap } from '../model/gap.ts';
import type { JsonObject } from '../model/json.ts';
import { parseManifests } from '../manifests/parse.ts';
import { plain } from '../std/text.ts';
import { redacted } from '../sources/snapshot/redact.ts';
import { writeSnapshot } from '../sources/snapshot/write.ts';
import { asObject, asString } from '../std/value.ts';
import { drift } from './drift.ts';
import { readLiveSnapshot } from './drift-live.ts';

const DECLARED = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: registry.example/web:1.2.3
        env:
        - {name: API_TOKEN, value: hunter2horse}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: shop}
stringData: {pin: hunter2horse}
`;

const KINDS: readonly (readonly [string, string])[] = [
  ['apps', 'Deployment'],
  ['networking.k8s.io', 'NetworkPolicy'],
  ['', 'Secret'],
  ['', 'Pod'],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-drift-'));
  writeFileSync(join(folder, 'declared.yaml'), DECLARED);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Drift of the declared objects from a cluster that holds these documents. */
async function driftFrom(
  live: string,
  gaps: readonly Gap[] = [],
  failOn = 'low' as const,
  namespace?: string,
): Promise<DriftReport> {
  const objects = parseManifests(live).documents.map(({ value }) => value as JsonObject);
  const records = objects.map((object) => ({
    file: `prod/shop/x/${asString(asObject(object['metadata'])['name'])}.yaml`,
    object: redacted(object, []),
    shipped: false,
    credentials: [],
    managers: [],
  }));
  const served = KINDS.map(([group, kind]) => ({ group, kind, namespaced: true }));
  const header = { tool: '0.0.0', context: 'prod', server: 'v1.36.3', taken: '2026-11-21' };
  const facts = { minor: 36, namespaces: undefined, namespace: 'default', served, gaps };
  const file = join(folder, 'live.cst');
  writeFileSync(file, writeSnapshot({ header, facts, records }));
  const options = await scanOptions([join(folder, 'declared.yaml')], { today: '2026-11-21' }, '0.0.0');
  return drift({
    ...options,
    failOn,
    unmanaged: true,
    async readLive() {
      const state = await readLiveSnapshot(file, 'live.cst', namespace);
      if ('gap' in state) throw new Error(state.gap.message);
      return state;
    },
  });
}

const SAME = DECLARED.replace(/stringData: .*\n/, '');

describe('a run of drift', () => {
  it('is clean where the cluster is as declared', async () => {
    const report = await driftFrom(SAME);

    expect(report).toMatchObject({ verdict: 'clean', objects: [], summary: { declared: 3, compared: 3 } });
    expect(report.notes.join(' ')).toContain('Values of Secrets are never asked for');
  });

  it('is not clean where a namespace holds nothing to compare', async () => {
    const report = await driftFrom(SAME, [], 'low', 'shpo');

    expect(report).toMatchObject({ verdict: 'incomplete', objects: [] });
    expect(report.gaps.map(({ message }) => message)).toEqual([
      'Nothing was compared: the files and prod have no object in common in the namespace shpo.',
    ]);
  });

  it('tells what is changed, missing and unmanaged, and which rules speak now', async () => {
    const [deployment = '', , secret = ''] = SAME.replace(
      'image: registry.example/web:1.2.3',
      'image: evil:latest',
    ).split('---');
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: shell, namespace: shop}\nspec: {hostPID: true, containers: [{name: a, image: x:1}]}';
    const report = await driftFrom([deployment, secret, pod].join('\n---\n'));

    expect(report.verdict).toBe('drift');
    expect(report.objects.map(({ state, subject }) => `${state} ${subject.kind} ${subject.name}`).sort()).toEqual([
      'changed Deployment web',
      'missing NetworkPolicy default-deny',
      'unmanaged Pod shell',
    ]);
    const introduced = report.objects.flatMap(({ introduces }) => introduces.map(({ rule }) => rule));
    expect(introduced).toEqual(expect.arrayContaining(['image-latest-tag', 'host-pid']));
    const place = report.objects.find(({ state }) => state === 'changed')?.place;
    expect(place).toMatchObject({ line: 11 });
  });

  it('shows no credential, in no format', async () => {
    const report = await driftFrom(
      SAME.replace('{name: API_TOKEN, value: hunter2horse}', '{name: API_TOKEN, value: swordfish99}'),
    );
    const options = { color: true, hyperlinks: false, width: 80, source: () => undefined };
    const texts = [driftJson(report), plain(driftText(report, options))];

    for (const text of texts) expect(text).not.toMatch(/hunter2horse|swordfish99/);
    expect(texts[0]).toContain('env[API_TOKEN].value');
  });

  it('with gaps is incomplete and calls nothing missing that could not be read', async () => {
    const gap: Gap = {
      code: 'forbidden',
      file: 'prod',
      message: 'No right.',
      types: ['NetworkPolicy', 'Deployment', 'Secret'],
    };
    const report = await driftFrom('', [gap]);

    expect(report).toMatchObject({
      verdict: 'incomplete',
      objects: [],
      summary: { declared: 3, compared: 0, gaps: 1 },
    });
    const text = driftText(report, { color: false, hyperlinks: false, width: 80, source: () => undefined });
    expect(text).toContain('nothing was compared');
  });

  it('is as its schema says, with objects, gaps and nothing', async () => {
    const [deployment = '', , secret = ''] = SAME.replace('web:1.2.3', 'web:2').split('---');
    const gap: Gap = { code: 'forbidden', file: 'prod', message: 'No right.', types: ['Pod'] };

    for (const report of [
      await driftFrom(`${deployment}---${secret}`),
      await driftFrom('', [gap]),
      await driftFrom(SAME),
    ])
      expect(driftSchema.safeParse(JSON.parse(driftJson(report))).error).toBeUndefined();
  });

  it('gives the same bytes twice', async () => {
    const changed = SAME.replace('web:1.2.3', 'web:2');

    expect(driftJson(await driftFrom(changed))).toBe(driftJson(await driftFrom(changed)));
  });

  it('writes nothing that a terminal or a CI log would obey', async () => {
    const report = await driftFrom(SAME.replace('registry.example/web:1.2.3', '"x\\e[31m::error::y"'));
    const text = driftText(report, { color: false, hyperlinks: false, width: 80, source: () => undefined });

    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/\u001b|^\s*::/m);
  });
});

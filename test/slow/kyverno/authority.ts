import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseManifests } from '../../../src/manifests/parse.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asList, asObject, asString, isObject } from '../../../src/std/value.ts';
import { type Files, keyOf, keyOfObject, ruleOf, type Outcome, type Verdict, type World } from './world.ts';

/** Kyverno's own command line, where it is installed (tools/install-helpers.sh). */
export const BINARY = process.env['KYVERNO'] ?? join(homedir(), '.cache/castellan-tools/kyverno');

export function isInstalled(): boolean {
  return existsSync(BINARY);
}

const LONGEST = 120_000;

/** What `kyverno apply` says. */
export function askKyverno(world: World, { folder, policies, resources }: Files): Outcome {
  const flag = (name: string, key: keyof World) => (world[key] ? [name, join(folder, `${key}.yaml`)] : []);
  const run = spawnSync(
    BINARY,
    [
      'apply',
      policies,
      `--resource=${resources}`,
      '--remove-color',
      '--continue-on-fail',
      '--policy-report',
      '--output-format=json',
      ...flag('--exception', 'exceptions'),
      ...flag('--target-resource', 'targets'),
      ...flag('--values-file', 'values'),
      ...flag('--userinfo', 'user'),
      ...flag('--parameter-resource', 'params'),
      ...flag('--context-file', 'context'),
    ],
    { encoding: 'utf8', timeout: LONGEST, maxBuffer: 1 << 28 },
  );
  if (run.error) throw run.error;
  const outcome = readOutcome(world, run.stdout, run.stderr);
  return { ...outcome, objects: madeBy(world, outcome) };
}

/** What it says of objects that the match conditions of a policy leave out, and of those that a policy does not delete. */
const UNMATCHED: ReadonlySet<string> = new Set(['skip', "match conditions aren't met", 'resource did not match']);

function readOutcome(world: World, stdout: string, stderr: string): Outcome {
  const reports = stdout.split('\n').flatMap((line) => readReport(line));
  const verdicts = new Map<string, Verdict>();
  for (const entry of reports.flatMap((report) => asList(report['results']).map(asObject))) {
    if (UNMATCHED.has(asString(entry['message']) ?? '')) continue;
    for (const resource of asList(entry['resources']).map(asObject)) {
      const policy = asString(entry['policy']) ?? '';
      const key = `${policy} / ${ruleOf(world, policy, asString(entry['rule']) ?? '')} / ${keyOf(resource)}`;
      const verdict = { result: asString(entry['result']) ?? '', message: asString(entry['message']) ?? '' };
      if (rankOf(verdict) >= rankOf(verdicts.get(key))) verdicts.set(key, verdict);
    }
  }
  if (reports.length === 0 && !stdout.includes('No policies') && !stdout.includes('Policies Skipped'))
    throw new Error(`kyverno gave no report: ${/^panic.*/m.exec(stderr)?.[0] ?? stderr.slice(-500)}`);
  return { verdicts, objects: objectsIn(stdout), refused: refusedIn(stdout) };
}

/** Of a rule about several targets there are several results: the gravest counts. */
const RANKS = ['skip', 'pass', 'warn', 'fail', 'error'];

function rankOf(verdict: Verdict | undefined): number {
  return RANKS.indexOf(verdict?.result ?? '');
}

/** Without objects that are printed as they came. */
function madeBy({ resources }: World, { objects, verdicts }: Outcome): Map<string, JsonObject> {
  const given = new Set(resources.map(keyOfObject));
  const changed = new Set(
    [...verdicts].flatMap(([key, { result }]) => {
      const [policy = '', , resource = ''] = key.split(' / ');
      return result === 'pass' ? [`${policy} / ${resource}`] : [];
    }),
  );
  return new Map([...objects].filter(([key]) => changed.has(key) || !given.has(key.split(' / ')[1] ?? '')));
}

/** The report stands in one line, behind whatever was printed before. */
function readReport(line: string): JsonObject[] {
  const start = line.indexOf('{"kind":"ClusterReport"');
  if (start < 0) return [];
  const report = JSON.parse(line.slice(start)) as Json;
  return isObject(report) ? [report] : [];
}

/** Blocks `policy p applied to ns/Kind/name:` with the object, up to a line of dashes, or else with its targets behind it. */
function objectsIn(stdout: string): Map<string, JsonObject> {
  const blocks = stdout.matchAll(
    /^policy (\S+) applied to \S+:\n([\s\S]*?)\n---$(?:\npatched targets: \n([\s\S]*?)\n\n\nMutation:)?/gm,
  );
  return new Map(
    [...blocks].flatMap(([, policy = '', text = '', targets]) =>
      parseManifests(targets ?? text).documents.flatMap(({ value }) => {
        if (!isObject(value)) return [];
        const object = value;
        return object['kind'] === undefined ? [] : [[`${policy} / ${keyOfObject(object)}`, object] as const];
      }),
    ),
  );
}

/** Lines `1. policy: why`. */
function refusedIn(stdout: string): Map<string, string> {
  const [, list = ''] = /Policies Skipped:\n([\s\S]*?)\n-{10}/.exec(stdout) ?? [];
  return new Map([...list.matchAll(/^\d+\. ([^:\s]+): ([^\n]*)/gm)].map(([, name = '', why = '']) => [name, why]));
}

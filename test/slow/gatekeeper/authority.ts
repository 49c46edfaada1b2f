import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseManifests } from '../../../src/manifests/parse.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asList, asObject, asString, asStrings, isObject } from '../../../src/std/value.ts';
import { type Files, keyOf, type Outcome, verdict } from './world.ts';

/** Gatekeeper's own command line, where it is installed: building it takes minutes, so no script of ours does. */
const PLACES = ['.cache/castellan-tools/gator', '.cache/castellan-tools/gobin/gator'].map((one) =>
  join(homedir(), one),
);
const BINARY = process.env['GATOR'] ?? PLACES.find((one) => existsSync(one)) ?? '';

export function isInstalled(): boolean {
  return existsSync(BINARY);
}

const LONGEST = 60_000;

function run(args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const done = spawnSync(BINARY, args, { encoding: 'utf8', timeout: LONGEST, maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return done;
}

/** What `gator test` says of the objects. */
export function askGator({ policies, objects }: Files): Outcome {
  const { stdout, stderr } = run(['test', `--filename=${policies}`, `--filename=${objects}`, '--output=json']);
  if (stderr.trim() !== '') return { violations: new Map(), refusal: stderr.trim() };
  const found = new Map<string, { messages: string[]; action: string }>();
  for (const entry of asList(JSON.parse(stdout || 'null') as Json).map(asObject)) {
    const [constraint, object] = [asObject(entry['constraint']), asObject(entry['violatingObject'])];
    if ((asString(object['apiVersion']) ?? '').includes('gatekeeper.sh/')) continue;
    const key = keyOf(constraint, object);
    const scoped = asStrings(entry['scopedActions']);
    const known = found.get(key) ?? { messages: [], action: scoped[0] ?? asString(entry['enforcementAction']) ?? '' };
    found.set(key, { ...known, messages: [...known.messages, (asString(entry['msg']) ?? '').trim()] });
  }
  return { violations: new Map([...found].map(([key, { messages, action }]) => [key, verdict(messages, action)])) };
}

/** What `gator expand` makes of a file, or why nothing. */
export function expandWithGator(file: string): { readonly made: readonly JsonObject[]; readonly refusal?: string } {
  const { stdout, stderr } = run(['expand', `--filename=${file}`]);
  if (stderr.trim() !== '') return { made: [], refusal: stderr.trim() };
  return { made: parseManifests(stdout).documents.flatMap(({ value }) => (isObject(value) ? [value] : [])) };
}

/** What `gator verify` prints of the suites below a folder. */
export function verifyWithGator(folder: string): string {
  const { stdout, stderr } = run(['verify', `${folder}/...`, '--verbose']);
  return stdout + stderr;
}

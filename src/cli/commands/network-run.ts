import { openSync, writeSync, closeSync } from 'node:fs';
import type { Gap } from '../../model/gap.ts';
import type { Analysis } from '../../network/engine/analysis.ts';
import { explainedDiff } from '../../network/engine/diff.ts';
import type { Problem } from '../../network/engine/policy.ts';
import { PROFILES, type ProfileName } from '../../network/engine/settings.ts';
import { diffCsv, diffText } from '../../network/render/answers.ts';
import { effectsOf } from '../../network/render/widening.ts';
import { keepYoungSpace } from '../../process/heap.ts';
import { type NetworkSource, readNetworkSource } from '../../scan/network.ts';
import { UserError } from '../../std/user-error.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { tellGaps } from '../tell-gaps.ts';
import { scanOptions } from '../options.ts';
import { cannotWrite } from '../cannot-write.ts';

export interface NetworkFlags extends Pick<ClusterFlags, 'kubeconfig' | 'context'> {
  readonly format: string;
  readonly output?: string;
  readonly profile: ProfileName;
  readonly networks?: boolean;
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly config?: string;
}

export function wishOf({ profile, networks }: Pick<NetworkFlags, 'profile' | 'networks'>) {
  return { settings: PROFILES[profile], multiNetwork: Boolean(networks) };
}

export async function read(targets: readonly string[], flags: NetworkFlags, version: string): Promise<NetworkSource> {
  keepYoungSpace();
  const { profile: _, ...rest } = flags;
  const options = await scanOptions(targets, rest, version);
  return readNetworkSource({ ...options, ...clusterOptions(targets, flags) });
}

/** @throws UserError where a policy is one that the API server would refuse. */
export function checked<A extends Analysis>(analysis: A): A {
  const [first, ...more] = analysis.problems;
  if (!first) return analysis;
  const others = more.map((problem) => `${placeText(problem)}: ${problem.message}`);
  throw new UserError('bad-policy', `${first.resource.kind} ${first.resource.name}: ${first.message}.`, {
    place: first.resource.origin.locate(first.path),
    hint: ['No answer can be given while a policy is one that the API server refuses.', ...others].join('\n'),
  });
}

function placeText({ resource, path }: Problem): string {
  const { file, line } = resource.origin.locate(path);
  return `${file}:${line}`;
}

/** Tells what a change does; 1 where it does what `--fail-on` forbids. */
export function tellChanges(
  before: Analysis,
  after: Analysis,
  flags: NetworkFlags & { readonly failOn?: 'added' | 'removed' },
  gaps: readonly Gap[],
): number {
  const changes = explainedDiff(before, after);
  const texts = { json: jsonText, csv: diffCsv, text: diffText };
  write(flags, [texts[flags.format as keyof typeof texts](changes)]);
  const code = exitOf(gaps);
  const { adds, removes } = effectsOf(changes);
  const isForbidden = flags.failOn === 'added' ? adds : flags.failOn === 'removed' && removes;
  return isForbidden ? EXIT.findings : code;
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What could not be looked at is told beside the answer. */
export function exitOf(gaps: readonly Gap[]): number {
  return tellGaps(gaps, '');
}

const CHUNK = 1 << 16;

export function write({ output }: NetworkFlags, parts: Iterable<string>): void {
  const put = output === undefined ? undefined : opened(output);
  let text = '';
  const flush = () => {
    if (put === undefined) process.stdout.write(text);
    else writeSync(put, text);
    text = '';
  };
  for (const part of parts) {
    text += part;
    if (text.length > CHUNK) flush();
  }
  flush();
  if (put !== undefined) closeSync(put);
}

function opened(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

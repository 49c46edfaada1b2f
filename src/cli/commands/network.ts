import { openSync, writeSync, closeSync } from 'node:fs';
import { type Analysis, type AnalysedNetwork, allConnections } from '../../network/engine/analysis.ts';
import type { Connection } from '../../network/engine/connections.ts';
import { explainedDiff } from '../../network/engine/diff.ts';
import { type End, endsOf, names, rangeNamed, workloadNames } from '../../network/engine/ends.ts';
import { exposureOf, standsOf } from '../../network/engine/exposure.ts';
import type { Problem } from '../../network/engine/policy.ts';
import { PROFILES, type ProfileName } from '../../network/engine/settings.ts';
import { whyOf } from '../../network/engine/why.ts';
import { diffCsv, diffText, exposureCsv, exposureText, whyText } from '../../network/render/answers.ts';
import { LIST_WRITERS, type ListFormat } from '../../network/render/connections.ts';
import type { Gap } from '../../model/gap.ts';
import { analysed, analysedBoth, type NetworkSource, readNetworkSource } from '../../scan/network.ts';
import { keepYoungSpace } from '../../process/heap.ts';
import { closest } from '../../std/distance.ts';
import { UserError } from '../../std/user-error.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { scanOptions } from '../options.ts';
import { connectionFilter, type ListFilter } from './network-filter.ts';

export interface NetworkFlags extends Pick<ClusterFlags, 'kubeconfig' | 'context'> {
  readonly format: string;
  readonly output?: string;
  readonly profile: ProfileName;
  readonly networks?: boolean;
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly config?: string;
}

/** `castellan network list` */
export async function runList(targets: readonly string[], flags: NetworkFlags & ListFilter, version: string) {
  const source = await read(targets, flags, version);
  const asked = [flags.from, flags.to].flatMap((text) => (text === undefined ? [] : (rangeNamed(text) ?? [])));
  const analysis = checked(analysed(source, { ...wishOf(flags), cuts: asked }));
  for (const text of [flags.from, flags.to]) if (text !== undefined) endsIn(analysis, text);
  const wanted = connectionFilter(flags);
  write(
    flags,
    LIST_WRITERS[flags.format as ListFormat](filtered(allConnections(analysis, nodesWanted(flags, analysis)), wanted)),
  );
  return exitOf(analysis.gaps);
}

/** Rows of workloads that nobody asks about are not even computed. */
function nodesWanted({ from, to }: ListFilter, { networks }: Analysis) {
  const nodes = networks.length === 1 ? networks[0]!.network.nodes : undefined;
  const pick = (text: string | undefined) =>
    nodes && text !== undefined && !rangeNamed(text) ? (i: number) => names(nodes[i]!, text) : undefined;
  const [source, target] = [pick(from), pick(to)];
  return { ...(source && { from: source }), ...(target && { to: target }) };
}

function* filtered(connections: Iterable<Connection>, wanted: (connection: Connection) => boolean) {
  for (const connection of connections) if (wanted(connection)) yield connection;
}

/** `castellan network why` */
export async function runWhy(
  pair: { readonly from: string; readonly to: string },
  targets: readonly string[],
  flags: NetworkFlags,
  version: string,
) {
  const source = await read(targets, flags, version);
  const cuts = [pair.from, pair.to].flatMap((text) => rangeNamed(text) ?? []);
  const analysis = checked(analysed(source, { ...wishOf(flags), cuts }));
  const [sources, goals] = [endsIn(analysis, pair.from), endsIn(analysis, pair.to)];
  const answers = sources.flatMap((from) =>
    goals.filter((to) => to.where === from.where).flatMap((to) => whyOf(from.where, from.end, to.end)),
  );
  write(flags, [flags.format === 'json' ? jsonText(answers) : whyText(answers)]);
  return exitOf(analysis.gaps);
}

/** `castellan network exposure` */
export async function runExposure(targets: readonly string[], flags: NetworkFlags, version: string) {
  const source = await read(targets, flags, version);
  const analysis = checked(analysed(source, { ...wishOf(flags), stands: standsOf }));
  const exposure = exposureOf(analysis);
  const texts = { json: jsonText, csv: exposureCsv, text: exposureText };
  write(flags, [texts[flags.format as keyof typeof texts](exposure)]);
  return exitOf(analysis.gaps);
}

/** `castellan network diff` */
export async function runDiff(
  sides: { readonly before: string; readonly after: string },
  flags: NetworkFlags,
  version: string,
) {
  const { before, after } = analysedBoth(
    await read([sides.before], flags, version),
    await read([sides.after], flags, version),
    wishOf(flags),
  );
  const changes = explainedDiff(checked(before), checked(after));
  const texts = { json: jsonText, csv: diffCsv, text: diffText };
  write(flags, [texts[flags.format as keyof typeof texts](changes)]);
  return exitOf([...before.gaps, ...after.gaps]);
}

function wishOf({ profile, networks }: NetworkFlags) {
  return { settings: PROFILES[profile], multiNetwork: Boolean(networks) };
}

async function read(targets: readonly string[], flags: NetworkFlags, version: string): Promise<NetworkSource> {
  keepYoungSpace();
  const { profile: _, ...rest } = flags;
  const options = await scanOptions(targets, rest, version);
  return readNetworkSource({ ...options, ...clusterOptions(targets, flags) });
}

/** @throws UserError where a policy is one that the API server would refuse. */
function checked<A extends Analysis>(analysis: A): A {
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

/** @throws UserError where nothing goes by that name. */
function endsIn(analysis: Analysis, text: string): { readonly where: AnalysedNetwork; readonly end: End }[] {
  const found = analysis.networks.flatMap((where) => endsOf(where, text).map((end) => ({ where, end })));
  if (found.length > 0) return found;
  const near = closest(text, workloadNames(analysis));
  throw new UserError('not-found', `There is no workload ${text}.`, {
    hint: near ? `Did you mean ${near}?` : 'Name it like shop/web, or give an address, a block, or internet.',
  });
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What could not be looked at is told beside the answer. */
function exitOf(gaps: readonly Gap[]): number {
  for (const { file, place, message } of gaps) {
    process.stderr.write(`${file}${place ? `:${place.line}` : ''}: ${message}\n`);
  }
  return gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
}

const CHUNK = 1 << 16;

function write({ output }: NetworkFlags, parts: Iterable<string>): void {
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
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new UserError('cannot-write', `${file} can't be written (${code}).`, { cause });
  }
}

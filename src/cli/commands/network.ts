import type { Gap } from '../../model/gap.ts';
import { type Analysis, type AnalysedNetwork, allConnections } from '../../network/engine/analysis.ts';
import type { Connection } from '../../network/engine/connections.ts';
import { type End, endsOf, names, rangeNamed, workloadNames } from '../../network/engine/ends.ts';
import { exposureOf, standsOf } from '../../network/engine/exposure.ts';
import { whyOf } from '../../network/engine/why.ts';
import { whyText } from '../../network/render/answers.ts';
import { exposureCsv, exposureText } from '../../network/render/exposure.ts';
import { LIST_WRITERS, type ListFormat } from '../../network/render/connections.ts';
import type { PictureWish } from '../../network/render/picture.ts';
import { analysed, analysedBoth, type NetworkSource } from '../../scan/network.ts';
import { closest } from '../../std/distance.ts';
import { UserError } from '../../std/user-error.ts';
import { gapText } from '../../formats/gap-words.ts';
import { connectionFilter, type ListFilter } from './network-filter.ts';
import { checked, exitOf, jsonText, type NetworkFlags, read, tellChanges, wishOf, write } from './network-run.ts';

/** `castellan network list` */
export async function runList(targets: readonly string[], flags: NetworkFlags & ListFilter, version: string) {
  const source = await read(targets, flags, version);
  const asked = [flags.from, flags.to].flatMap((text) => (text === undefined ? [] : (rangeNamed(text) ?? [])));
  const analysis = checked(analysed(source, { ...wishOf(flags), cuts: asked }));
  for (const text of [flags.from, flags.to]) if (text !== undefined) endsIn(analysis, text);
  const connections = filtered(allConnections(analysis, nodesWanted(flags, analysis)), connectionFilter(flags));
  const wish = { subject: targets.join(', '), notes: notesOf(analysis.gaps) };
  if (saysSomething(source, flags)) write(flags, await written(connections, flags.format, wish));
  return exitOf(analysis.gaps);
}

/** Of nothing that was read, people are told that and no more: "No connection is allowed" would be no answer. */
function saysSomething({ resources, gaps }: NetworkSource, { format, output }: NetworkFlags): boolean {
  return resources.length > 0 || gaps.length === 0 || format !== 'text' || output !== undefined;
}

/** Lines as they come; pictures, and what draws them, only where they are asked for. */
async function written(
  connections: Iterable<Connection>,
  format: string,
  wish: PictureWish,
): Promise<Iterable<string>> {
  if (format !== 'svg' && format !== 'html') return LIST_WRITERS[format as ListFormat](connections);
  const { connectionsPage, connectionsSvg } = await import('../../network/render/picture.ts');
  return [(format === 'svg' ? connectionsSvg : connectionsPage)(connections, wish)];
}

function notesOf(gaps: readonly Gap[]): string[] {
  return gaps.map(gapText);
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
  if (saysSomething(source, flags)) write(flags, [texts[flags.format as keyof typeof texts](exposure)]);
  return exitOf(analysis.gaps);
}

/** `castellan network diff` */
export async function runDiff(
  sides: { readonly before: string; readonly after: string },
  flags: NetworkFlags & { readonly failOn?: 'added' | 'removed' },
  version: string,
) {
  const { before, after } = analysedBoth(
    await read([sides.before], flags, version),
    await read([sides.after], flags, version),
    wishOf(flags),
  );
  return tellChanges(checked(before), checked(after), flags, [...before.gaps, ...after.gaps]);
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

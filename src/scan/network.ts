import { type Analysis, analyse, type AnalysisWish } from '../network/engine/analysis.ts';
import { cutsOf } from '../network/engine/engine.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import type { Note } from '../network/engine/policy.ts';
import { readPolicies } from '../network/engine/read-policies.ts';
import { collectTargets } from './collect-targets.ts';
import type { ScanOptions } from './scan.ts';

/** What was read to answer from, and what an answer leaves out. */
export interface NetworkSource {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
}

/** Reads files, charts, kustomizations or clusters for questions about the network. */
export async function readNetworkSource(options: ScanOptions): Promise<NetworkSource> {
  const ownTypes = Object.keys(options.config.config.workloads ?? {});
  const { resources, gaps } = await collectTargets(options, { cluster: { checks: options.checks, ownTypes } });
  return { resources, gaps };
}

/** One analysis, and the gaps of its answer. */
export function analysed(
  { resources, gaps }: NetworkSource,
  wish: AnalysisWish,
): Analysis & { readonly gaps: readonly Gap[] } {
  const analysis = analyse(resources, wish);
  const untold = [...analysis.unread.map(unreadGap), ...analysis.notes.map(noteGap), ...analysis.mixed.map(mixedGap)];
  return { ...analysis, gaps: [...gaps, ...untold] };
}

/** Two analyses that are cut at the same addresses, so that they can be compared. */
export function analysedBoth(before: NetworkSource, after: NetworkSource, wish: AnalysisWish) {
  const cuts = [before, after].flatMap(({ resources }) =>
    cutsOf(readPolicies(resources, wish.settings.enforced).policies),
  );
  return { before: analysed(before, { ...wish, cuts }), after: analysed(after, { ...wish, cuts }) };
}

function unreadGap({ kind, name, origin }: Resource): Gap {
  return {
    code: 'unsupported',
    file: origin.file,
    place: origin.locate([]),
    message: `The ${kind} ${name} also decides who may talk to whom, and is not read yet.`,
  };
}

/** What a policy asks and no graph of objects can tell. */
function noteGap({ resource: { kind, name, origin }, path, message }: Note): Gap {
  return {
    code: 'unsupported',
    file: origin.file,
    place: origin.locate(path),
    message: `${kind} ${name}: ${message}.`,
  };
}

function mixedGap(label: string): Gap {
  return {
    code: 'unsupported',
    file: label,
    message: `The pods of ${label} differ in labels that policies ask about: it is told what any of them may do.`,
  };
}

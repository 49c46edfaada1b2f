import { closest } from '../../std/distance.ts';
import { edges } from '../../edges/index.generated.ts';
import type { Vertex } from '../../edges/vertices.ts';
import { createWorld, type World } from '../../edges/world.ts';
import type { Gap } from '../../model/gap.ts';
import { crownJewels, type Goal, goalsNamed } from '../../paths/goals.ts';
import { buildGraph, type Graph } from '../../paths/graph.ts';
import { sourceNamed } from '../../paths/sources.ts';
import { collectSeldom } from '../../process/heap.ts';
import { assumptionsOf, type PathEstate, readPathSource } from '../../scan/paths.ts';
import { printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { progressLine } from '../terminal.ts';
import type { Reading } from '../../weaknesses/weakness.ts';
import { type FactFlags, readFacts, unmatched } from './paths-facts.ts';

export interface PathFlags
  extends Pick<TargetFlags, 'config' | 'values' | 'set' | 'kubernetes'>, ClusterFlags, FactFlags {
  readonly format: string;
  readonly output?: string;
}

export interface EndFlags {
  readonly from?: readonly string[];
  readonly to?: readonly string[];
}

/** What was read of the targets. */
export interface PathsRead {
  readonly estates: readonly PathEstate[];
  readonly gaps: readonly Gap[];
  /** What the reading has to say, such as which Terraform was not read; to be told after the answer. */
  readonly notes: readonly string[];
  readonly root: string;
  /** Crown jewels that the config names. */
  readonly chosen: readonly string[];
  /** What is known of the images. */
  readonly reports: readonly Reading[];
}

/** The graph of one cluster, with the ends of a question in it. */
export interface Asked {
  readonly name: string;
  readonly world: World;
  readonly graph: Graph;
  readonly sources: readonly number[];
  readonly goals: readonly Goal[];
  readonly assumptions: readonly Gap[];
  readonly reports: readonly Reading[];
}

export async function readTargets(targets: readonly string[], flags: PathFlags, version: string): Promise<PathsRead> {
  collectSeldom();
  const facts = readFacts(flags);
  const progress = progressLine(false);
  const { config, values, set, kubernetes } = flags;
  const kept = {
    ...(config && { config }),
    ...(values && { values }),
    ...(set && { set }),
    ...(kubernetes && { kubernetes }),
  };
  const options = await scanOptions(targets, kept, version);
  const read = await readPathSource({ ...options, ...clusterOptions(targets, flags), progress: progress.update });
  progress.clear();
  const chosen = options.config.config.crownJewels ?? [];
  const gaps = [...read.gaps, ...facts.gaps];
  return { estates: read.estates, gaps, notes: read.notes, root: options.root, chosen, reports: facts.reports };
}

export function tellNotes({ notes }: Pick<PathsRead, 'notes'>): void {
  for (const note of notes) process.stderr.write(`${printable(note)}\n`);
}

/**
 * Builds the graph of each cluster and finds the ends of the question in it.
 * @throws UserError where no cluster has what is named; what was noted is told before, as there will be no answer.
 */
export function ask(read: Omit<PathsRead, 'gaps' | 'root'>, flags: EndFlags): Asked[] {
  const asked = read.estates.map((estate) => askOne(estate, read, flags));
  const missing = missingEnd(asked, flags);
  if (!missing) return asked;
  tellNotes(read);
  throw missing;
}

function missingEnd(asked: readonly Asked[], flags: EndFlags): UserError | undefined {
  for (const text of flags.from ?? []) {
    if (!asked.some(({ world }) => sourceNamed(world, text).length > 0)) return unknown(text, asked, SOURCE_HINT);
  }
  for (const text of flags.to ?? []) {
    const found = text === 'crown-jewels' || asked.some(({ world }) => goalsNamed(world, text).length > 0);
    if (!found) return unknown(text, asked, GOAL_HINT);
  }
  return undefined;
}

function askOne(
  estate: PathEstate,
  { chosen, reports }: Pick<PathsRead, 'chosen' | 'reports'>,
  flags: EndFlags,
): Asked {
  const world = createWorld(estate.inventory, { minor: estate.minor, reports });
  const sources = sourcesOf(world, flags).map(({ id }) => id);
  const graph = buildGraph(world, edges);
  const goals = goalsOf(world, flags, chosen);
  const assumptions = [...assumptionsOf(world), ...unmatched(world)];
  return { name: estate.name, world, graph, sources, goals, assumptions, reports };
}

/** To be asked before the graph is built: it may add people of whom no object speaks. */
export function sourcesOf(world: World, { from = ['internet'] }: EndFlags): Vertex[] {
  return from.flatMap((text) => sourceNamed(world, text));
}

export function goalsOf(world: World, { to = ['crown-jewels'] }: EndFlags, chosen: readonly string[]): Goal[] {
  return to.flatMap((text) => (text === 'crown-jewels' ? crownJewels(world, chosen) : goalsNamed(world, text)));
}

const SOURCE_HINT = 'Name it like internet, pod/shop/web, user/alice or serviceaccount/shop/web.';
const GOAL_HINT = 'Name it like cluster-admin, secret/shop/db, node/worker-1 or namespace/shop.';

function unknown(text: string, asked: readonly Asked[], hint: string): UserError {
  const names = asked.flatMap(({ graph }) => graph.vertices.map(({ name }) => name));
  const near = closest(text, names);
  return new UserError('not-found', `There is no ${text} among what was read.`, {
    hint: near ? `Did you mean ${near}?` : hint,
  });
}

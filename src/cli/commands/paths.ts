import { writeFileSync } from 'node:fs';
import { withoutCommands } from '../../formats/escape.ts';
import { createPen, type Pen } from '../../formats/terminal/pen.ts';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import { blastOf } from '../../paths/blast.ts';
import type { Blocked, Graph } from '../../paths/graph.ts';
import type { Beside } from '../../paths/render/beside.ts';
import { dotText, mermaidText } from '../../paths/render/graph-text.ts';
import { blastJson, blockedJson, routeJson, SCHEMA } from '../../paths/render/json.ts';
import { sarifLog } from '../../paths/render/sarif.ts';
import { blastLines, guardLines, routeLines } from '../../paths/render/text.ts';
import { routesOf, tellingOnes } from '../../paths/routes.ts';
import { hops, UNREACHED } from '../../paths/search.ts';
import { type ToldRoute, toldRoute, worstFirst } from '../../paths/told.ts';
import { count, createPaint, printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { tellGaps } from '../tell-gaps.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { renderOptions } from '../terminal.ts';
import {
  ask,
  type Asked,
  type EndFlags,
  type PathFlags,
  type PathsRead,
  readTargets,
  tellNotes,
} from './paths-read.ts';
import { cannotWrite } from '../cannot-write.ts';

export interface ListFlags extends PathFlags, EndFlags {
  readonly alternatives: string;
  readonly limit: string;
}

/** `castellan paths list`. */
export async function runList(targets: readonly string[], flags: ListFlags, version: string): Promise<number> {
  const read = await readTargets(targets, flags, version);
  const alternatives = numberOf(flags.alternatives, '--alternatives', 50);
  const limit = numberOf(flags.limit, '--limit', 100_000);
  const answers = ask(read, flags).map((asked) => {
    const { graph, sources, goals } = asked;
    const found = worstFirst(graph, routesOf(graph, { sources, goals, alternatives, entriesOf: ENTRIES_OF }));
    const all = alternatives > 1 ? found : tellingOnes(graph, found);
    return { asked, all: all.length, routes: all.slice(0, limit).map((route) => toldRoute(graph, route)) };
  });
  const routes = answers.flatMap((answer) => answer.routes);
  const beside: Beside = { gaps: read.gaps, notes: [...new Set(answers.flatMap(listNotes))] };
  const texts: Readonly<Record<string, () => string | Promise<string>>> = {
    text: () => answers.map((answer) => listText(answer, penFor(read.root), read.gaps)).join('\n'),
    json: () => jsonText({ schema: SCHEMA, clusters: answers.map(listJson), gaps: read.gaps.map(gapJson) }),
    sarif: () => jsonText(sarifLog(routes, beside, version)),
    dot: () => dotText(routes, beside),
    mermaid: () => mermaidText(routes, beside),
    html: async () => (await import('../../paths/render/html.ts')).htmlPage(routes, beside),
  };
  await write(flags, await texts[flags.format]!());
  return exitOf(read);
}

/** Of so many goals it is told how they are reached from each entry. */
const ENTRIES_OF = 10;

interface ListAnswer {
  readonly asked: Asked;
  readonly all: number;
  readonly routes: readonly ToldRoute[];
}

/** What else is told of an answer in formats that show ways alone. */
function listNotes(answer: ListAnswer): string[] {
  const { name, assumptions } = answer.asked;
  return [...restLines(answer), ...assumptionLines(assumptions)].map((line) =>
    name ? `Cluster ${name}: ${line}` : line,
  );
}

function restLines({ all, routes }: ListAnswer): string[] {
  const left = all - routes.length;
  return left > 0 ? [`${left} more ways are not told; --limit ${all} tells them.`] : [];
}

function listText(answer: ListAnswer, pen: Pen, gaps: readonly Gap[]): string {
  const { asked, all, routes } = answer;
  const { name, graph, sources, goals, assumptions } = asked;
  const title = name ? [pen.paint(printable(`Cluster ${name}`), 'bold')] : [];
  const stories = routes.flatMap((route) => [...routeLines(route, pen), '']);
  const summary =
    all === 0
      ? `No way leads to any of ${count(goals.length, 'goal')}.`
      : `${count(all, 'way')}, to some of ${count(goals.length, 'goal')}, in a graph of ${count(graph.size, 'vertex', 'vertices')} and ${count(graph.from.length, 'step')}.`;
  return lines([
    ...title,
    ...stories,
    ...restLines(answer),
    ...guardLines(blockedFrom(graph, sources), pen),
    ...assumptionLines(assumptions),
    summary,
    ...unsureLines(gaps),
  ]);
}

/** What is stopped where the sources come to. */
function blockedFrom(graph: Graph, sources: readonly number[]): readonly Blocked[] {
  const reached = hops(graph, sources);
  return graph.blocked.filter(({ from }) => reached[from.id] !== UNREACHED);
}

function listJson({ asked, all, routes }: ListAnswer): JsonObject {
  const { name, graph, sources, goals, assumptions } = asked;
  return {
    ...(name && { cluster: name }),
    vertices: graph.size,
    steps: graph.from.length,
    goals: goals.length,
    total: all,
    paths: routes.map(routeJson),
    blocked: blockedFrom(graph, sources).map(blockedJson),
    assumptions: assumptions.map(gapJson),
  };
}

/** `castellan paths blast`. */
export async function runBlast(
  source: string,
  targets: readonly string[],
  flags: PathFlags,
  version: string,
): Promise<number> {
  const read = await readTargets(targets, flags, version);
  const answers = ask(read, { from: [source] }).map((asked) => ({
    asked,
    blast: blastOf(asked.graph, asked.sources, asked.goals),
  }));
  const pen = penFor(read.root);
  const texts = answers.map(({ asked, blast }) => {
    const routes = worstFirst(asked.graph, blast.routes)
      .slice(0, MOST_STORIES)
      .map((route) => toldRoute(asked.graph, route));
    const stories = routes.flatMap((route) => ['', ...routeLines(route, pen)]);
    return lines([
      ...blastLines(blast, source, pen),
      ...stories,
      ...assumptionLines(asked.assumptions),
      ...unsureLines(read.gaps),
    ]);
  });
  const clusters = answers.map(({ asked, blast }): JsonObject => {
    const routes = worstFirst(asked.graph, blast.routes).map((route) => toldRoute(asked.graph, route));
    return {
      ...blastJson(blast),
      source,
      paths: routes.map(routeJson),
      assumptions: asked.assumptions.map(gapJson),
    };
  });
  await write(
    flags,
    flags.format === 'json' ? jsonText({ schema: SCHEMA, clusters, gaps: read.gaps.map(gapJson) }) : texts.join('\n'),
  );
  return exitOf(read);
}

const MOST_STORIES = 5;

export function penFor(root: string): Pen {
  const options = renderOptions(process.stdout, root, () => undefined);
  return createPen(createPaint(options.color), options);
}

export function lines(list: readonly string[]): string {
  return `${withoutCommands(list.join('\n'))}\n`;
}

function assumptionLines(assumptions: readonly Gap[]): string[] {
  return assumptions.map(({ file, place, message }) => {
    const where = file ? `${file}${place ? `:${place.line}` : ''}: ` : '';
    return printable(`Assumed: ${where}${message}`);
  });
}

export function gapJson({ code, file, message }: Gap): JsonObject {
  return { code, file, message };
}

export function jsonText(value: JsonObject): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Done when all of it is out: a pipe may take it in parts, and what is told after it must not come between. */
export async function write({ output }: Pick<PathFlags, 'output'>, text: string): Promise<void> {
  if (output === undefined || output === '-') {
    await new Promise((resolve) => process.stdout.write(text, resolve));
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (cause) {
    throw cannotWrite(output, cause);
  }
}

/** After the answer, what could not be looked at and what else the reading had to say. */
export function exitOf(read: Pick<PathsRead, 'gaps' | 'notes'>): number {
  const code = tellGaps(read.gaps);
  tellNotes(read);
  return code;
}

export function numberOf(text: string, option: string, most: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw new UserError('bad-option', `${option} ${text} is no number from 1 to ${most}.`, {
    hint: `Give one, like ${option} 5.`,
  });
}

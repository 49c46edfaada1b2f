import { edges } from '../../edges/index.generated.ts';
import { createWorld } from '../../edges/world.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import { createInventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { applyControls } from '../../paths/apply.ts';
import { type Breakage, breakageOf } from '../../paths/breakage.ts';
import { type Control, kubectlOf, placeOf } from '../../paths/controls.ts';
import { type CutPlan, type CutWish, planCut } from '../../paths/cut.ts';
import { buildGraph } from '../../paths/graph.ts';
import { routeJson, SCHEMA } from '../../paths/render/json.ts';
import { routeLines } from '../../paths/render/text.ts';
import { createReplay, type Replay } from '../../paths/replay.ts';
import { routesOf } from '../../paths/routes.ts';
import { asBefore, settled } from '../../paths/settle.ts';
import { type ToldRoute, toldRoute } from '../../paths/told.ts';
import { unresolvedGaps } from '../../network/suggest/suggest.ts';
import { count, printable } from '../../std/text.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { exitOf, gapJson, jsonText, lines, numberOf, penFor, write } from './paths.ts';
import { breakageJson, breakageLines } from './paths-breakage.ts';
import {
  dearnessBy,
  type LogFlags,
  readLogs,
  replayJson,
  replayLines,
  verdictLines,
  wholeReplayJson,
} from './paths-replay.ts';
import { ask, type Asked, type EndFlags, goalsOf, type PathFlags, readTargets, sourcesOf } from './paths-read.ts';

export interface CutFlags extends PathFlags, EndFlags, LogFlags {
  readonly limit: string;
}

/** A plan, and what came of it when everything was analysed anew with the changes made. */
interface Verified {
  readonly plan: CutPlan;
  readonly changes: readonly Control[];
  /** Ways that are left after all. */
  readonly left: readonly ToldRoute[];
  readonly breakage: Breakage;
  readonly replay: Replay | undefined;
}

/** `castellan paths cut`. */
export async function runCut(targets: readonly string[], flags: CutFlags, version: string): Promise<number> {
  const read = await readTargets(targets, flags, version);
  const limit = numberOf(flags.limit, '--limit', 1000);
  const pen = penFor(read.root);
  const logs = await readLogs(flags, read.estates.length);
  const verified = ask(read, flags).map((asked) => {
    const replay = logs.recorded && createReplay(asked.world, logs.recorded);
    return [asked, verify(asked, flags, read.chosen, { replay, flows: logs.recorded?.flows })] as const;
  });
  const unresolved = verified.flatMap(([, { replay }]) => (replay ? unresolvedGaps(replay) : []));
  const gaps = [...read.gaps, ...logs.gaps, ...unresolved];
  const text =
    flags.format === 'json'
      ? jsonText({
          schema: SCHEMA,
          clusters: verified.map(([asked, one]) => cutJson(asked, one)),
          gaps: gaps.map(gapJson),
        })
      : verified.map(([asked, one]) => lines([...cutLines(asked, one, limit, pen), ...unsureLines(gaps)])).join('\n');
  await write(flags, text);
  return exitOf({ gaps, notes: read.notes });
}

/** Changes may uncover ways that hardly differ: what is left is cut again, so many times. */
const ROUNDS = 5;

interface Known {
  readonly replay: Replay | undefined;
  readonly flows: CutWish['flows'] | undefined;
}

function verify(asked: Asked, flags: EndFlags, chosen: readonly string[], { replay, flows }: Known): Verified {
  const dearness = replay && dearnessBy(replay);
  const wishFor = (one: CutWish): CutWish => ({ ...one, ...(dearness && { dearness }), ...(flows && { flows }) });
  const plan = planCut(asked.graph, wishFor(asked));
  let changes = settled(plan.all ?? plan.single.slice(0, 1).map(({ control }) => control));
  let after = patched(asked, changes, flags, chosen);
  for (let round = 0; round < ROUNDS && plan.all; round++) {
    const again = planCut(after.graph, wishFor(after));
    const known = new Set(changes.map(({ key }) => key));
    const more = (again.all ?? [])
      .flatMap((control) => original(asked, control, changes) ?? [])
      .filter(({ key }) => !known.has(key));
    if (again.pairs === 0 || more.length === 0) break;
    changes = settled([...changes, ...more]);
    after = patched(asked, changes, flags, chosen);
  }
  const left = routesOf(after.graph, after).map((route) => toldRoute(after.graph, route));
  return { plan, changes, left, breakage: breakageOf(asked.world, after.world, changes), replay };
}

/** A change of a patched object, as one of the object that was read. */
function original({ world }: Asked, control: Control, made: readonly Control[]): Control | undefined {
  const { type, namespace, name } = control.resource;
  const resource = world.inventory.find(type, namespace, name);
  return resource && asBefore(control, resource, made);
}

function patched({ world, reports }: Asked, changes: readonly Control[], flags: EndFlags, chosen: readonly string[]) {
  const inventory = createInventory(applyControls(world.inventory.resources, changes));
  const after = createWorld(inventory, { minor: world.minor, reports });
  const sources = sourcesOf(after, flags).map(({ id }) => id);
  const graph = buildGraph(after, edges);
  return { world: after, graph, sources, goals: goalsOf(after, flags, chosen) };
}

function cutLines({ graph }: Asked, verified: Verified, limit: number, pen: Pen): string[] {
  const { plan, changes, left, breakage, replay } = verified;
  if (plan.pairs === 0) return ['No way leads to a goal: there is nothing to cut.'];
  const chokes = plan.chokes
    .map((vertex) => graph.vertices[vertex]!)
    .filter(({ kind }) => kind !== 'many' && kind !== 'network');
  const singles = plan.single.slice(0, limit).map(({ control, removed }) => {
    const share = `${Math.round(removed * 100)} %`.padStart(5);
    return `  ${share}  ${printable(control.title)}  ${pen.place(placeOf(control))}`;
  });
  const outcome =
    left.length === 0
      ? 'Verified: with these changes made, a new analysis finds no way to a goal.'
      : `With these changes made, a new analysis still finds ${count(left.length, 'way')}:`;
  return [
    ...(chokes.length > 0
      ? [pen.paint('Every way passes', 'bold'), ...chokes.map(({ name }) => `  ${printable(name)}`), '']
      : []),
    pen.paint('One change alone takes away this part of the ways', 'bold'),
    ...(singles.length > 0 ? singles : ['  no single change takes any away']),
    '',
    pen.paint(
      plan.all ? `${count(changes.length, 'change')} together` : 'No set of changes cuts all; the best one',
      'bold',
    ),
    ...changes.flatMap((control) => changeLines(control, replay, pen)),
    '',
    outcome,
    ...left.slice(0, limit).flatMap((route) => routeLines(route, pen)),
    ...(replay ? replayLines(replay, replay.of(changes), pen) : []),
    ...breakageLines(breakage, pen),
  ];
}

function changeLines(control: Control, replay: Replay | undefined, pen: Pen): string[] {
  const verdict = replay ? verdictLines(replay.of([control]), pen) : [];
  return [
    `  ${printable(control.title)}  ${pen.place(placeOf(control))}`,
    ...howLines(control).map((line) => `      ${pen.paint(printable(line), 'dim')}`),
    ...verdict.map((line) => `      ${line}`),
  ];
}

function howLines(control: Control): string[] {
  const { change } = control;
  if (change === 'delete' || change.op !== 'create') return [kubectlOf(control)];
  return [`${kubectlOf(control)} <<EOF`, ...change.text.trimEnd().split('\n'), 'EOF'];
}

function cutJson({ name, graph }: Asked, { plan, changes, left, breakage, replay }: Verified): JsonObject {
  return {
    ...(name && { cluster: name }),
    pairs: plan.pairs,
    chokePoints: plan.chokes.map((vertex) => graph.vertices[vertex]!.name),
    single: plan.single.map(({ control, removed }) => ({ ...controlJson(control), removed })),
    complete: plan.all !== undefined,
    changes: changes.map((control) => ({
      ...controlJson(control),
      ...(replay && { replay: replayJson(replay.of([control])) }),
    })),
    ...(replay && { replay: wholeReplayJson(replay, replay.of(changes)) }),
    left: left.map(routeJson),
    breaks: breakageJson(breakage),
  };
}

function changeJson(change: Control['change']): JsonObject {
  if (change === 'delete') return { op: 'delete' };
  if (change.op === 'create') return { op: 'create', object: change.object };
  return { ...change, path: [...change.path] };
}

function controlJson(control: Control): JsonObject {
  const { resource, change, title, price } = control;
  const { file, line, column } = placeOf(control);
  return {
    title,
    object: {
      apiVersion: resource.apiVersion,
      kind: resource.kind,
      namespace: resource.namespace,
      name: resource.name,
    },
    change: changeJson(change),
    command: kubectlOf(control),
    price,
    file,
    line,
    column,
  };
}

import { createInventory } from '../../model/inventory.ts';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import { patchTypeOf, strategicMerge } from '../../kubernetes/patch/strategic.ts';
import { type Breakage, lossesOf } from '../../paths/breakage.ts';
import { newRoutes, type Side } from '../../paths/compare.ts';
import { type Overlaid, overlay } from '../../paths/overlay.ts';
import { routeJson, SCHEMA } from '../../paths/render/json.ts';
import { sarifLog } from '../../paths/render/sarif.ts';
import { routeLines } from '../../paths/render/text.ts';
import { createReplay, type Replay, type ReplayedChange } from '../../paths/replay.ts';
import { unresolvedGaps } from '../../network/suggest/suggest.ts';
import { type ToldRoute, toldRoute, worstFirst } from '../../paths/told.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import { count, printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { exitOf, gapJson, jsonText, lines, numberOf, penFor, write } from './paths.ts';
import { breakageJson, breakageLines } from './paths-breakage.ts';
import { changeReplayJson, changeReplayLines, type LogFlags, readLogs } from './paths-replay.ts';
import { ask, type Asked, type EndFlags, type PathFlags, type PathsRead, readTargets } from './paths-read.ts';

export interface DiffFlags extends PathFlags, EndFlags {
  readonly limit: string;
}

/** Ways that a change opens and closes. */
interface Change {
  readonly opened: readonly ToldRoute[];
  readonly closed: readonly ToldRoute[];
  /** What else it takes away; where it is not made yet. */
  readonly breaks?: Breaks;
}

interface Breaks {
  readonly breakage: Breakage;
  readonly replayed?: { readonly replay: Replay; readonly outcome: ReplayedChange };
}

/** `castellan paths diff`: 1 where a way to a goal is new. */
export async function runDiff(
  sides: { readonly before: string; readonly after: string },
  flags: DiffFlags,
  version: string,
): Promise<number> {
  const [before, after] = [
    await readTargets([sides.before], flags, version),
    await readTargets([sides.after], flags, version),
  ];
  const change = changeOf(theOnly(before, flags), theOnly(after, flags));
  const limit = numberOf(flags.limit, '--limit', 100_000);
  const gaps = [...before.gaps, ...after.gaps];
  await tell(change, { flags, version, limit, pen: penFor(after.root), notes: [], gaps });
  const incomplete = exitOf({ gaps, notes: [...new Set([...before.notes, ...after.notes])] });
  return change.opened.length > 0 ? EXIT.findings : incomplete;
}

export interface WhatIfFlags extends DiffFlags, LogFlags {
  readonly file: readonly string[];
}

/** `castellan paths what-if`: the ways that changes to the objects would open and close. */
export async function runWhatIf(targets: readonly string[], flags: WhatIfFlags, version: string): Promise<number> {
  const read = await readTargets(targets, flags, version);
  const patches = await readTargets(flags.file, flags, version);
  const changes = patches.estates.flatMap(({ inventory }) =>
    inventory.resources.filter(({ origin }) => origin.editable),
  );
  if (changes.length === 0) {
    throw new UserError('not-found', `${flags.file.join(', ')} holds no object.`, {
      hint: 'Give manifests: whole objects, parts of objects to merge, or `$patch: delete` to take one away.',
    });
  }
  const done: Overlaid[] = [];
  const estates = read.estates.map((estate) => {
    const changed = overlay(estate.inventory.resources, changes, merge);
    done.push(changed);
    return { ...estate, inventory: createInventory(changed.resources) };
  });
  const logs = await readLogs(flags, read.estates.length);
  const [before, after] = [theOnly(read, flags), theOnly({ ...read, estates }, flags)];
  const touched = done.flatMap((one) => one.touched);
  const replay = logs.recorded && createReplay(before.world, logs.recorded);
  const breaks: Breaks = {
    breakage: { ...lossesOf(before.world, after.world, touched), notes: [] },
    ...(replay && { replayed: { replay, outcome: replay.after(after.world, touched) } }),
  };
  const change = { ...changeOf(before, after), breaks };
  const limit = numberOf(flags.limit, '--limit', 100_000);
  const gaps = [...read.gaps, ...patches.gaps, ...logs.gaps, ...(replay ? unresolvedGaps(replay) : [])];
  await tell(change, { flags, version, limit, pen: penFor(read.root), notes: done.flatMap(overlaidNotes), gaps });
  return exitOf({ gaps, notes: [...new Set([...read.notes, ...patches.notes])] });
}

function merge(target: JsonObject, patch: JsonObject): JsonObject {
  return strategicMerge(target, patch, patchTypeOf(target));
}

function overlaidNotes({ changed, added, removed }: Overlaid): string[] {
  const told = (verb: string, names: readonly string[]) => (names.length > 0 ? [`${verb} ${names.join(', ')}`] : []);
  return [...told('Changed:', changed), ...told('Added:', added), ...told('Removed:', removed)];
}

/** @throws UserError where several clusters were read: which one is meant can't be told. */
function theOnly(read: PathsRead, flags: EndFlags): Asked {
  const asked = ask(read, flags);
  if (asked.length === 1) return asked[0]!;
  throw new UserError('bad-option', 'Only one cluster can be compared with another.', {
    hint: 'Name files, or one snapshot, or one context.',
  });
}

function changeOf(before: Side, after: Side): Change {
  return {
    opened: worstFirst(after.graph, newRoutes(before, after)).map((route) => toldRoute(after.graph, route)),
    closed: worstFirst(before.graph, newRoutes(after, before)).map((route) => toldRoute(before.graph, route)),
  };
}

interface Telling {
  readonly flags: DiffFlags;
  readonly version: string;
  readonly limit: number;
  readonly pen: Pen;
  readonly notes: readonly string[];
  readonly gaps: readonly Gap[];
}

async function tell(
  { opened, closed, breaks }: Change,
  { flags, version, limit, pen, notes, gaps }: Telling,
): Promise<void> {
  const texts: Readonly<Record<string, () => string>> = {
    text: () => {
      const stories = (title: string, routes: readonly ToldRoute[]) =>
        routes.length === 0
          ? []
          : [pen.paint(title, 'bold'), ...routes.slice(0, limit).flatMap((route) => [...routeLines(route, pen), ''])];
      return lines([
        ...notes.map(printable),
        ...stories(`New: ${count(opened.length, 'way')}`, opened),
        ...stories(`Gone: ${count(closed.length, 'way')}`, closed),
        `${count(opened.length, 'new way')}, ${closed.length} gone.`,
        ...(breaks ? breaksLines(breaks, pen) : []),
        ...unsureLines(gaps),
      ]);
    },
    json: () =>
      jsonText({
        schema: SCHEMA,
        changes: [...notes],
        opened: opened.map(routeJson),
        closed: closed.map(routeJson),
        ...(breaks && breaksJson(breaks)),
        gaps: gaps.map(gapJson),
      }),
    sarif: () => jsonText(sarifLog(opened, { gaps, notes }, version)),
  };
  await write(flags, texts[flags.format]!());
}

function breaksLines({ breakage, replayed }: Breaks, pen: Pen): string[] {
  return [
    ...(replayed ? changeReplayLines(replayed.replay, replayed.outcome, pen) : []),
    ...breakageLines(breakage, pen),
  ];
}

function breaksJson({ breakage, replayed }: Breaks): JsonObject {
  return {
    ...(replayed && { replay: changeReplayJson(replayed.replay, replayed.outcome) }),
    breaks: breakageJson(breakage),
  };
}

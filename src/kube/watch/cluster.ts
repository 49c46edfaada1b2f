import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import type { KubeClient } from '../client.ts';
import type { ApiResource } from '../discovery.ts';
import { KubeError } from '../error.ts';
import { watchApi } from './api.ts';
import { type Batches, createBatches, type Settling } from './batches.ts';
import { type Bell, createBell } from './bell.ts';
import type { Clock } from './clock.ts';
import { gapOf } from './gap.ts';
import { type Attempt, createReflector, type Reflector, type Timing } from './reflector.ts';
import type { Change, Keep } from './store.ts';

/** A kind to watch. */
export interface Wanted {
  readonly resource: ApiResource;
  readonly metadataOnly: boolean;
}

export interface ClusterWatchOptions {
  readonly client: KubeClient;
  readonly namespace?: string;
  /** Asks the server what it serves, and chooses. Called again when the kinds may have changed. */
  readonly discover: (signal: AbortSignal) => Promise<readonly Wanted[]>;
  readonly keep: Keep;
  /** Name of a gap's source for a kind. */
  readonly fileOf: (resource: ApiResource) => string;
  readonly timing: Timing;
  readonly settling: Settling;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onEnding?: (resource: ApiResource, attempt: Attempt) => void;
}

/** What happened to one object since the last round. */
export interface ObjectChange {
  readonly resource: ApiResource;
  /** `namespace/name`, or `/name` of a cluster-wide object. */
  readonly key: string;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

export interface Round {
  readonly changes: readonly ObjectChange[];
  /** What can't be seen now; all of it, not what is new. */
  readonly gaps: readonly Gap[];
}

export interface KindWatch extends Wanted {
  readonly reflector: Reflector;
}

/** All kinds of a cluster under watch. */
export interface ClusterWatch {
  /** By `plural.group/version`. */
  readonly kinds: ReadonlyMap<string, KindWatch>;
  /** The first round has everything and comes when each kind was listed or could not be. Ends when `signal` aborts. */
  rounds(signal: AbortSignal): AsyncGenerator<Round, void, void>;
}

interface Kind extends KindWatch {
  readonly stop: AbortController;
  tried: boolean;
  gap: Gap | undefined;
}

interface Watch {
  readonly options: ClusterWatchOptions;
  readonly kinds: Map<string, Kind>;
  readonly batches: Batches<ObjectChange>;
  /** Rung when the kinds may have changed. */
  readonly kindsMayDiffer: Bell;
  readonly tried: Bell;
  /** What nobody foresaw; it ends the watch. */
  readonly bugs: unknown[];
}

export function createClusterWatch(options: ClusterWatchOptions): ClusterWatch {
  const { clock, settling } = options;
  const watch: Watch = {
    options,
    kinds: new Map(),
    batches: createBatches(clock, settling),
    kindsMayDiffer: createBell(clock),
    tried: createBell(clock),
    bugs: [],
  };
  return { kinds: watch.kinds, rounds: (signal) => rounds(watch, signal) };
}

async function* rounds(watch: Watch, signal: AbortSignal): AsyncGenerator<Round, void, void> {
  const { options, kinds, batches, tried, bugs } = watch;
  settle(watch, await options.discover(signal), signal);
  const started = [...kinds.values()];
  while (!signal.aborted && bugs.length === 0 && !started.every((kind) => kind.tried)) await tried.rung(signal);
  batches.poke();
  const rediscovery = rediscover(watch, signal);
  let told: readonly Gap[] | undefined;
  for (;;) {
    const batch = await batches.next(signal);
    if (!batch) break;
    if (bugs.length > 0) throw bugs[0];
    const gaps = gapsOf(kinds);
    if (batch.size > 0 || !told || !sameGaps(gaps, told)) yield { changes: [...batch.values()], gaps };
    told = gaps;
  }
  await rediscovery;
}

/** The server needs a moment to serve a new kind; the second look is for a slow one, the third for changes that nobody told of. */
const LOOKS_MS = [1_000, 10_000, 600_000];

async function rediscover(watch: Watch, signal: AbortSignal): Promise<void> {
  const { options, kindsMayDiffer } = watch;
  const last = LOOKS_MS.length - 1;
  let look = last;
  while (!signal.aborted) {
    if (await kindsMayDiffer.rung(signal, LOOKS_MS[look])) {
      look = 0;
      continue;
    }
    look = Math.min(look + 1, last);
    const wanted = await served(options, signal);
    if (wanted && !signal.aborted) settle(watch, wanted, signal);
  }
}

/** A server that does not answer says so kind by kind; here it only means that no kind comes or goes. */
async function served(
  { discover }: ClusterWatchOptions,
  signal: AbortSignal,
): Promise<readonly Wanted[] | undefined> {
  try {
    return await discover(signal);
  } catch (error) {
    if (signal.aborted || error instanceof KubeError) return undefined;
    throw error;
  }
}

/** Begins to watch what is new, forgets what is gone. */
function settle(watch: Watch, wanted: readonly Wanted[], signal: AbortSignal): void {
  const { kinds, batches } = watch;
  const names = new Map(wanted.map((kind) => [nameOf(kind.resource), kind]));
  for (const [name, kind] of kinds) {
    if (names.has(name)) continue;
    kinds.delete(name);
    kind.stop.abort();
    take(watch, kind.resource, kind.reflector.store.replace().done());
    batches.poke();
  }
  for (const [name, kind] of names) if (!kinds.has(name)) kinds.set(name, start(watch, kind, signal));
}

function start(watch: Watch, { resource, metadataOnly }: Wanted, signal: AbortSignal): Kind {
  const { client, namespace, timing, clock, random, keep, fileOf, onEnding } = watch.options;
  const reflector = createReflector({
    api: watchApi(client, resource, { metadataOnly, ...(namespace && { namespace }) }),
    timing,
    clock,
    random,
    keep,
    onChanges: (changes) => take(watch, resource, changes),
    onOpen: () => note(watch, kind, undefined),
    onEnding: (attempt, failures) => {
      onEnding?.(resource, attempt);
      if (attempt.ending === 'absent') watch.kindsMayDiffer.ring();
      note(watch, kind, gapOf(attempt, failures, resource, fileOf(resource)));
      kind.tried = true;
      watch.tried.ring();
    },
  });
  const stop = new AbortController();
  const kind: Kind = { resource, metadataOnly, reflector, stop, tried: false, gap: undefined };
  signal.addEventListener('abort', () => stop.abort(), { once: true, signal: stop.signal });
  reflector.run(stop.signal).catch((error: unknown) => {
    watch.bugs.push(error);
    watch.tried.ring();
    watch.batches.poke();
  });
  return kind;
}

/** Objects whose changes change what kinds there are. */
const KINDS_OF_KINDS: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'APIService']);

function take({ batches, kindsMayDiffer }: Watch, resource: ApiResource, changes: readonly Change[]): void {
  for (const change of changes) {
    batches.add(`${nameOf(resource)} ${change.key}`, { ...change, resource }, merged);
  }
  if (changes.length > 0 && KINDS_OF_KINDS.has(resource.kind)) kindsMayDiffer.ring();
}

/** Two changes of one object as one; nothing where it is as it was. */
function merged({ before }: ObjectChange, { resource, key, after }: ObjectChange): ObjectChange | undefined {
  return before === after ? undefined : { resource, key, before, after };
}

function note({ batches }: Watch, kind: Kind, gap: Gap | undefined): void {
  if (kind.gap?.message === gap?.message) return;
  kind.gap = gap;
  batches.poke();
}

function gapsOf(kinds: ReadonlyMap<string, Kind>): Gap[] {
  return [...kinds.values()].flatMap(({ gap }) => gap ?? []);
}

function sameGaps(a: readonly Gap[], b: readonly Gap[]): boolean {
  return a.length === b.length && a.every((gap, i) => gap.file === b[i]?.file && gap.message === b[i]?.message);
}

function nameOf({ plural, group, version }: ApiResource): string {
  return `${plural}.${group}/${version}`;
}

import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import type { KubeClient } from '../client.ts';
import type { ApiResource } from '../discovery.ts';
import { KubeError } from '../error.ts';
import { type Scope, watchApi } from './api.ts';
import { type Batches, createBatches, type Settling } from './batches.ts';
import { type Bell, createBell } from './bell.ts';
import type { Clock } from './clock.ts';
import { isBlind } from './gap.ts';
import { backoffMs } from './outcome.ts';
import { type Attempt, createReflector, type Reflector, type Timing } from './reflector.ts';
import type { Change } from './store.ts';

/** A kind to watch. */
export interface Wanted {
  readonly resource: ApiResource;
  readonly scope: Scope;
}

export interface ClusterWatchOptions {
  readonly client: KubeClient;
  /** Asks the server what it serves, and chooses. Called again when the kinds may have changed. */
  readonly discover: (signal: AbortSignal) => Promise<readonly Wanted[]>;
  readonly keep: (object: JsonObject, resource: ApiResource) => JsonObject | undefined;
  /** What can't be seen of a kind, or of the cluster as a whole. */
  readonly gapOf: (error: KubeError, about: { kind: Wanted; phase: 'list' | 'watch' } | undefined) => Gap;
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
  /** `plural.group namespace/name`. */
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
  const { kinds, batches, bugs } = watch;
  yield* begin(watch, signal);
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

/** Starts with what the server serves, and waits until each kind was looked at. A server that is away is waited for. */
async function* begin(watch: Watch, signal: AbortSignal): AsyncGenerator<Round, void, void> {
  const { options, kinds, batches, tried, bugs } = watch;
  for (let failures = 1; ; failures++) {
    const wanted = await served(options, signal);
    if (signal.aborted) return;
    if (!(wanted instanceof KubeError)) {
      settle(watch, wanted, signal);
      break;
    }
    if (failures === 1) yield { changes: [], gaps: [options.gapOf(wanted, undefined)] };
    await options.clock.sleep(backoffMs(failures, options.timing.backoff, options.random), signal);
  }
  const started = [...kinds.values()];
  while (!signal.aborted && bugs.length === 0 && !started.every((kind) => kind.tried)) await tried.rung(signal);
  batches.poke();
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
    // Where the server does not answer, each kind says so by itself.
    if (!signal.aborted && !(wanted instanceof KubeError)) settle(watch, wanted, signal);
  }
}

async function served({ discover }: ClusterWatchOptions, signal: AbortSignal): Promise<readonly Wanted[] | KubeError> {
  try {
    return await discover(signal);
  } catch (error) {
    if (signal.aborted) return [];
    if (error instanceof KubeError) return error;
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
    take(watch, kind, kind.reflector.store.replace().done());
    batches.poke();
  }
  for (const [name, kind] of names) if (!kinds.has(name)) kinds.set(name, start(watch, kind, signal));
}

function start(watch: Watch, { resource, scope }: Wanted, signal: AbortSignal): Kind {
  const { client, timing, clock, random, keep, onEnding } = watch.options;
  const reflector = createReflector({
    api: watchApi(client, resource, scope),
    timing,
    clock,
    random,
    keep: (object) => keep(object, resource),
    onChanges: (changes) => take(watch, kind, changes),
    onOpen: () => note(watch, kind, undefined),
    onEnding: (attempt, failures) => {
      onEnding?.(resource, attempt);
      if (attempt.ending === 'absent') watch.kindsMayDiffer.ring();
      note(watch, kind, isBlind(attempt, failures) ? attempt : undefined);
      kind.tried = true;
      watch.tried.ring();
    },
  });
  const stop = new AbortController();
  const kind: Kind = { resource, scope, reflector, stop, tried: false, gap: undefined };
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

function take({ batches, kindsMayDiffer }: Watch, { resource }: Wanted, changes: readonly Change[]): void {
  for (const change of changes) {
    const key = `${resource.plural}.${resource.group} ${change.key}`;
    batches.add(key, { ...change, key, resource }, merged);
  }
  if (changes.length > 0 && KINDS_OF_KINDS.has(resource.kind)) kindsMayDiffer.ring();
}

/** Two changes of one object as one; nothing where it is as it was. */
function merged({ before }: ObjectChange, { resource, key, after }: ObjectChange): ObjectChange | undefined {
  return before === after ? undefined : { resource, key, before, after };
}

function note({ batches, options }: Watch, kind: Kind, attempt: Attempt | undefined): void {
  const error = attempt?.error;
  const gap = attempt && error && options.gapOf(error, { kind, phase: attempt.phase });
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

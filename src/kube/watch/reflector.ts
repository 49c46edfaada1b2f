import { KubeError } from '../error.ts';
import type { WatchApi } from './api.ts';
import type { Alarm } from '../clock.ts';
import type { Clock } from './clock.ts';
import { readEvent } from './event.ts';
import { type Backoff, backoffMs, CONSEQUENCES, type Ending, ENDINGS, MOST_REFUSALS } from './outcome.ts';
import { type Change, createStore, type Keep, type Store } from './store.ts';

export interface Timing {
  /** A watch without a line for so long is taken for dead. An API server sends a bookmark about every minute. */
  readonly silenceMs: number;
  /** A list whose next page takes longer is given up. */
  readonly listMs: number;
  /** The server ends a watch after this time, up to twice of it at random. */
  readonly watchSeconds: number;
  readonly backoff: Backoff;
  /** How often to ask for what is forbidden. */
  readonly rarelyMs: number;
}

export const TIMING: Timing = {
  silenceMs: 90_000,
  listMs: 300_000,
  watchSeconds: 300,
  backoff: { firstMs: 500, mostMs: 30_000 },
  rarelyMs: 300_000,
};

export interface ReflectorOptions {
  readonly api: WatchApi;
  readonly timing: Timing;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly keep: Keep;
  readonly onChanges: (changes: readonly Change[]) => void;
  /** The server has begun to answer a watch. */
  readonly onOpen: () => void;
  /** Told how each attempt ended; `failures` counts those in a row. */
  readonly onEnding: (attempt: Attempt, failures: number) => void;
}

export interface Attempt {
  readonly ending: Ending;
  readonly phase: 'list' | 'watch';
  /** Whether anything was learned before. */
  readonly progress: boolean;
  readonly error?: KubeError;
}

/** Keeps the objects of one kind as the API server has them, until `signal` aborts. */
export interface Reflector {
  readonly store: Store;
  run(signal: AbortSignal): Promise<void>;
}

export function createReflector(options: ReflectorOptions): Reflector {
  const store = createStore(options.keep);
  const state: State = { store, version: undefined };
  return { store, run: (signal) => run(state, options, signal) };
}

interface State {
  readonly store: Store;
  /** What the store is up to; undefined where it must be listed. */
  version: string | undefined;
}

async function run(state: State, options: ReflectorOptions, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const attempt = await (state.version === undefined ? list : watch)(state, options, signal);
    if (signal.aborted) return;
    failures = attempt.progress ? 0 : failures + 1;
    if (wantsList(attempt, failures)) state.version = undefined;
    if (attempt.ending === 'absent') options.onChanges(state.store.replace().done());
    options.onEnding(attempt, failures);
    await options.clock.sleep(pauseMs(attempt, failures, options), signal);
  }
}

function wantsList({ ending, phase }: Attempt, failures: number): boolean {
  const stuck = ending === 'busy' && phase === 'watch' && failures >= MOST_REFUSALS;
  return stuck || CONSEQUENCES[ending].next === 'list';
}

/** An attempt that got nothing out of the server counts as failed however it ended: no loop goes round at full speed. */
function pauseMs(attempt: Attempt, failures: number, { timing, random }: ReflectorOptions): number {
  const { pause } = CONSEQUENCES[attempt.ending];
  if (pause === 'rarely') return timing.rarelyMs * (1 - random() / 2);
  if (pause === 'none' && failures <= 1) return 0;
  const wished = Math.min(attempt.error?.retryAfter ?? 0, timing.rarelyMs);
  return Math.max(wished, backoffMs(Math.max(failures, 1), timing.backoff, random));
}

async function list(state: State, options: ReflectorOptions, signal: AbortSignal): Promise<Attempt> {
  const { api, timing, clock, onChanges } = options;
  const attempt = await guarded(clock, timing.listMs, signal, async (within, alive) => {
    let replacement = state.store.replace();
    let version = '';
    for await (const page of api.list(within)) {
      alive();
      if (page.restart) replacement = state.store.replace();
      replacement.page(page.items);
      version = page.resourceVersion;
    }
    if (!version) return new KubeError('bad-answer', 'the server sent a list without a version');
    onChanges(replacement.done());
    state.version = version;
    return 'listed';
  });
  return { ...attempt, phase: 'list', progress: attempt.ending === 'listed' };
}

async function watch(state: State, options: ReflectorOptions, signal: AbortSignal): Promise<Attempt> {
  const { api, timing, clock, random, onOpen } = options;
  const seconds = Math.round(timing.watchSeconds * (1 + random()));
  let progress = false;
  const attempt = await guarded(clock, timing.silenceMs, signal, async (within, alive) => {
    const opened = () => {
      alive();
      onOpen();
    };
    for await (const line of api.watch(state.version ?? '', seconds, { signal: within, onOpen: opened })) {
      alive();
      const failure = take(line, state, options);
      if (failure) return failure;
      progress = true;
    }
    return 'ended';
  });
  return { ...attempt, phase: 'watch', progress };
}

/** Takes a line into the store; gives an error where the watch can't go on. */
function take(line: string, state: State, { api, onChanges }: ReflectorOptions): KubeError | undefined {
  const event = readEvent(line, (object) => api.unpack(object));
  if (!event) return new KubeError('bad-answer', 'the server sent something that is no event');
  if (event.type === 'ERROR') {
    const { status, message } = event;
    return new KubeError(status === 410 ? 'gone' : 'server-error', message, { status });
  }
  if (event.type !== 'BOOKMARK') onChanges(state.store.apply(event.type, event.object));
  state.version = event.version;
  return undefined;
}

type Work = (within: AbortSignal, alive: () => void) => Promise<'listed' | 'ended' | KubeError>;

/**
 * Runs `work` until it ends, fails, or gives no sign of life for `milliseconds` after the first. Until then the client's own
 * limits hold: a request may have to wait for its turn.
 */
async function guarded(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
  work: Work,
): Promise<Pick<Attempt, 'ending' | 'error'>> {
  const within = new AbortController();
  const stop = () => within.abort();
  let silent = false;
  let alarm: Alarm | undefined;
  const alive = () => {
    if (alarm) alarm.putOff();
    else alarm = clock.alarm(milliseconds, giveUp);
  };
  const giveUp = () => {
    silent = true;
    stop();
  };
  signal.addEventListener('abort', stop);
  try {
    const end = await work(within.signal, alive);
    return typeof end === 'string' ? { ending: end } : failed(end);
  } catch (error) {
    if (silent) return { ending: 'silent', error: silence(milliseconds) };
    if (within.signal.aborted) return { ending: 'ended' };
    if (error instanceof KubeError) return failed(error);
    throw error;
  } finally {
    alarm?.cancel();
    stop();
    signal.removeEventListener('abort', stop);
  }
}

function failed(error: KubeError): Pick<Attempt, 'ending' | 'error'> {
  return { ending: ENDINGS[error.code], error };
}

function silence(milliseconds: number): KubeError {
  return new KubeError('timeout', `the server gave no sign of life for ${Math.round(milliseconds / 1000)} s`);
}

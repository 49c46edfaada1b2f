import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import type { Page } from '../list.ts';
import { asString, at } from '../../std/value.ts';
import { KubeError, type KubeErrorCode } from '../error.ts';
import type { WatchApi } from './api.ts';
import type { Clock } from './clock.ts';
import { createReflector, TIMING } from './reflector.ts';
import { type Change, keyOf } from './store.ts';

const CODES = {
  dropped: 'unreachable',
  busy: 'throttled',
  gone: 'gone',
  oversized: 'too-large',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  absent: 'not-found',
  rejected: 'rejected',
} as const satisfies Record<string, KubeErrorCode>;

/** How the connection ends. */
type Failure = keyof typeof CODES;

/** `web@3` is the object web at version 3; a list's own version stands before the bar: `5| web@3 db@4`. */
type Step =
  | { readonly list: string; readonly end?: string }
  | { readonly watch: string; readonly end: 'end' | 'silence' | Failure };

const GARBAGE = '{"type":"ADDED","object":{"metadata"';

/** Words of a watch: `+web@3` added, `~web@4` modified, `-web@5` gone, `=6` a bookmark, `!410` an error, `?` garbage. */
const TABLE: readonly (readonly [
  name: string,
  script: readonly Step[],
  store: string,
  calls: string,
  pauses: string,
])[] = [
  [
    'events follow the list',
    [{ list: '5| web@3 db@4' }, { watch: '+api@6 ~web@7 -db@8', end: 'end' }],
    'api@6 web@7',
    'list watch:5',
    '0 0',
  ],
  [
    'a watch that the server ends goes on from the last event',
    [{ list: '5| web@3' }, { watch: '~web@7', end: 'end' }, { watch: '-web@9', end: 'end' }],
    '',
    'list watch:5 watch:7',
    '0 0 0',
  ],
  [
    'a bookmark moves the version along',
    [{ list: '5| web@3' }, { watch: '=90', end: 'end' }, { watch: '+db@91', end: 'end' }],
    'db@91 web@3',
    'list watch:5 watch:90',
    '0 0 0',
  ],
  [
    'a dropped connection is resumed, after a while',
    [{ list: '5| web@3' }, { watch: '~web@7', end: 'dropped' }, { watch: '~web@8', end: 'end' }],
    'web@8',
    'list watch:5 watch:7',
    '0 500 0',
  ],
  [
    'the pause grows while nothing comes',
    [
      { list: '5| web@3' },
      { watch: '', end: 'dropped' },
      { watch: '', end: 'dropped' },
      { watch: '', end: 'dropped' },
      { watch: '=6', end: 'dropped' },
    ],
    'web@3',
    'list watch:5 watch:5 watch:5 watch:5',
    '0 500 1000 2000 500',
  ],
  [
    'a silent connection is dropped and resumed',
    [{ list: '5| web@3' }, { watch: '~web@7', end: 'silence' }, { watch: '~web@8', end: 'end' }],
    'web@8',
    'list watch:5 watch:7',
    '0 0 0',
  ],
  [
    'a server that ends each watch at once is not asked at full speed',
    [{ list: '5| web@3' }, { watch: '', end: 'end' }, { watch: '', end: 'end' }, { watch: '', end: 'end' }],
    'web@3',
    'list watch:5 watch:5 watch:5',
    '0 0 1000 2000',
  ],
  [
    '410 as a status lists anew, and what is missing then is gone',
    [{ list: '5| web@3 db@4' }, { watch: '', end: 'gone' }, { list: '20| db@4 api@12' }],
    'api@12 db@4',
    'list watch:5 list',
    '0 0 0',
  ],
  [
    '410 as an event lists anew',
    [{ list: '5| web@3' }, { watch: '~web@6 !410', end: 'end' }, { list: '20| web@18' }, { watch: '=21', end: 'end' }],
    'web@18',
    'list watch:5 list watch:20',
    '0 0 0 0',
  ],
  [
    'another error as an event is resumed',
    [{ list: '5| web@3' }, { watch: '~web@6 !500', end: 'end' }, { watch: '~web@7', end: 'end' }],
    'web@7',
    'list watch:5 watch:6',
    '0 500 0',
  ],
  [
    'a server that refuses our version again and again is listed anew',
    [
      { list: '5| web@3' },
      { watch: '!504', end: 'end' },
      { watch: '', end: 'busy' },
      { watch: '', end: 'busy' },
      { list: '2| old@1' },
      { watch: '+web@3', end: 'end' },
    ],
    'old@1 web@3',
    'list watch:5 watch:5 watch:5 list watch:2',
    '0 500 1000 2000 0 0',
  ],
  [
    'garbage lists anew: what it was can not be known',
    [{ list: '5| web@3' }, { watch: '~web@6 ? ~web@7', end: 'end' }, { list: '20| web@7' }],
    'web@7',
    'list watch:5 list',
    '0 500 0',
  ],
  [
    'an event that is too large lists anew',
    [{ list: '5| web@3' }, { watch: '~web@6', end: 'oversized' }, { list: '20| web@7' }],
    'web@7',
    'list watch:5 list',
    '0 500 0',
  ],
  [
    'a list that breaks leaves the store as it was',
    [
      { list: '5| web@3 db@4' },
      { watch: '', end: 'gone' },
      { list: '20| api@12', end: 'dropped' },
      { list: '20| web@3' },
    ],
    'web@3',
    'list watch:5 list list',
    '0 0 1000 0',
  ],
  [
    'pages of a list that was begun again do not mix',
    [{ list: '5| web@3 db@4', end: '9| web@3' }],
    'web@3',
    'list',
    '0',
  ],
  [
    'a list without a version is not believed',
    [{ list: '| web@3' }, { list: '5| db@4' }],
    'db@4',
    'list list',
    '500 0',
  ],
  [
    'what is forbidden is asked for rarely',
    [{ list: '', end: 'forbidden' }, { list: '', end: 'forbidden' }, { list: '5| web@3' }],
    'web@3',
    'list list list',
    '300000 300000 0',
  ],
  [
    'what can not be watched is listed now and then',
    [{ list: '5| web@3' }, { watch: '', end: 'rejected' }, { list: '9| web@8' }],
    'web@8',
    'list watch:5 list',
    '0 300000 0',
  ],
  [
    'credentials that expire are waited for, and nothing is lost',
    [{ list: '5| web@3' }, { watch: '=6', end: 'unauthorized' }, { watch: '~web@8', end: 'end' }],
    'web@8',
    'list watch:5 watch:6',
    '0 500 0',
  ],
  [
    'a kind that is not served any more has no objects',
    [{ list: '5| web@3' }, { watch: '', end: 'absent' }, { list: '', end: 'absent' }],
    '',
    'list watch:5 list',
    '0 500 1000',
  ],
  [
    'events that the list has already told change nothing',
    [{ list: '5| web@3' }, { watch: '+web@3', end: 'end' }],
    'web@3',
    'list watch:5',
    '0 0',
  ],
];

describe('a reflector', () => {
  it.each(TABLE)('%s', async (_name, script, store, calls, pauses) => {
    const stage = play(script);

    await stage.run();

    expect(stage.store()).toBe(store);
    expect(stage.calls.join(' ')).toBe(calls);
    expect(stage.pauses.join(' ')).toBe(pauses);
    expect(stage.told()).toBe(store);
  });

  it('gives up a list without a sign of life', async () => {
    const stage = play([{ list: '5| web@3', end: 'silence' }, { list: '6| web@3' }]);

    await stage.run();

    expect(stage.endings).toEqual(['silent', 'listed']);
    expect(stage.store()).toBe('web@3');
  });

  it('takes an object that came back under its old name for a change', async () => {
    const stage = play([{ list: '5| web@3' }, { watch: '', end: 'gone' }, { list: '9| web@3!other' }]);

    await stage.run();

    expect(stage.changes.map(({ before, after }) => [uidOf(before), uidOf(after)])).toEqual([
      [undefined, 'web'],
      ['web', 'other'],
    ]);
  });
});

/** Plays a script: what the reflector asked for, how long it waited, and what it made of it. */
function play(script: readonly Step[]) {
  const steps = [...script];
  const stop = new AbortController();
  const calls: string[] = [];
  const pauses: number[] = [];
  const endings: string[] = [];
  const changes: Change[] = [];
  let ring = () => {};
  const silence = (signal: AbortSignal) =>
    new Promise<never>((_done, fail) => {
      signal.addEventListener('abort', () => fail(new Error('aborted')));
      ring();
    });
  const clock: Clock = {
    now: () => 0,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      if (steps.length === 0) stop.abort();
    },
    alarm: (_milliseconds, onRing) => {
      ring = onRing;
      return { putOff: () => {}, cancel: () => {} };
    },
  };
  const api: WatchApi = {
    async *list(signal) {
      calls.push('list');
      const step = steps.shift();
      if (!step || !('list' in step)) throw new Error('the script says otherwise');
      if (step.list) yield pageOf(step.list, false);
      if (step.end === 'silence') await silence(signal);
      if (step.end?.includes('|')) yield pageOf(step.end, true);
      else if (step.end) throw new KubeError(CODES[step.end as Failure], 'as the script says');
    },
    async *watch(version, seconds, { signal, onOpen }) {
      calls.push(`watch:${version}`);
      expect(seconds).toBe(TIMING.watchSeconds);
      const step = steps.shift();
      if (!step || !('watch' in step)) throw new Error('the script says otherwise');
      onOpen();
      yield* step.watch.split(' ').filter(Boolean).map(lineOf);
      if (step.end === 'silence') await silence(signal);
      if (step.end !== 'end') throw new KubeError(CODES[step.end as Failure], 'as the script says');
    },
    unpack: (object) => object,
  };
  const reflector = createReflector({
    api,
    timing: TIMING,
    clock,
    random: () => 0,
    keep: (object) => object,
    onChanges: (some) => changes.push(...some),
    onOpen: () => {},
    onEnding: ({ ending }) => endings.push(ending),
  });
  const told = () => {
    const objects = new Map<string, JsonObject>();
    for (const { key, after } of changes) {
      if (after) objects.set(key, after);
      else objects.delete(key);
    }
    return shown(objects);
  };
  return {
    run: () => reflector.run(stop.signal),
    store: () => shown(new Map([...reflector.store.entries].map(([key, { kept }]) => [key, kept ?? {}]))),
    told,
    calls,
    pauses,
    endings,
    changes,
  };
}

function pageOf(text: string, restart: boolean): Page {
  const [version = '', items = ''] = text.split('|');
  return { items: items.split(' ').filter(Boolean).map(objectOf), resourceVersion: version, restart };
}

const TYPES: Readonly<Record<string, string>> = { '+': 'ADDED', '~': 'MODIFIED', '-': 'DELETED' };

function lineOf(word: string): string {
  if (word === '?') return GARBAGE;
  const [sign = '', rest] = [word[0], word.slice(1)];
  if (sign === '=') return JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: rest } } });
  if (sign === '!') return JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: Number(rest) } });
  return JSON.stringify({ type: TYPES[sign], object: objectOf(rest) });
}

/** `name@version`, with `!uid` where that is not the name. */
function objectOf(word: string): JsonObject {
  const [, name = '', resourceVersion = '', uid = name] = /^([^@]+)@(\d+)(?:!(\w+))?$/.exec(word) ?? [];
  return { metadata: { name, uid, resourceVersion } };
}

function shown(objects: ReadonlyMap<string, JsonObject>): string {
  return [...objects.values()]
    .map((object) => `${keyOf(object).slice(1)}@${asString(at(object, 'metadata', 'resourceVersion'))}`)
    .sort()
    .join(' ');
}

function uidOf(object: JsonObject | undefined): unknown {
  return at(object, 'metadata', 'uid');
}

import { expect, it } from 'vitest';
import { createBatches } from './batches.ts';
import type { Clock } from './clock.ts';

const SETTLING = { quietMs: 200, mostMs: 1000 };
const latest = (_earlier: string, later: string) => later;

it('gives one batch once it was quiet for a moment, with the latest of each key', async () => {
  const { clock, at } = timeline();
  const batches = createBatches<string>(clock, SETTLING);
  at(0, () => batches.add('a', 'a1', latest));
  at(150, () => batches.add('a', 'a2', latest));
  at(300, () => batches.add('b', 'b1', latest));

  const batch = await batches.next(never());

  expect([...(batch ?? [])]).toEqual([
    ['a', 'a2'],
    ['b', 'b1'],
  ]);
  expect(clock.now()).toBe(500);
});

it('does not wait for ever where it is never quiet', async () => {
  const { clock, at } = timeline();
  const batches = createBatches<string>(clock, SETTLING);
  for (let time = 0; time < 3000; time += 100) at(time, () => batches.add(`k${time}`, 'x', latest));

  const batch = await batches.next(never());

  expect(clock.now()).toBe(1000);
  expect(batch?.size).toBe(11);
});

it('holds no more than one value for each key, however many events come', () => {
  const batches = createBatches<number>(timeline().clock, SETTLING);
  let merges = 0;

  for (let i = 0; i < 100_000; i++) batches.add(`k${i % 10}`, i, (_a, b) => (merges++, b));

  expect(merges).toBe(99_990);
});

it('forgets what came and went, and still gives the batch', async () => {
  const { clock, at } = timeline();
  const batches = createBatches<string>(clock, SETTLING);
  at(0, () => batches.add('a', 'created', latest));
  at(10, () => batches.add('a', 'deleted', () => undefined));

  expect((await batches.next(never()))?.size).toBe(0);
});

it('ends where the signal aborts', async () => {
  const stop = new AbortController();
  const { clock, at } = timeline();
  const batches = createBatches<string>(clock, SETTLING);
  at(5, () => stop.abort());

  expect(await batches.next(stop.signal)).toBeUndefined();
});

function never(): AbortSignal {
  return new AbortController().signal;
}

/** Time that goes from one event to the next: nobody waits for real. */
function timeline() {
  let now = 0;
  const events: { time: number; run: () => void }[] = [];
  const at = (time: number, run: () => void) => {
    events.push({ time, run });
    events.sort((a, b) => a.time - b.time);
  };
  const clock: Clock = {
    now: () => now,
    async sleep(milliseconds, signal) {
      const end = now + milliseconds;
      while (!signal.aborted && events[0] && events[0].time <= end) {
        const event = events.shift()!;
        now = Math.max(now, event.time);
        event.run();
      }
      if (!signal.aborted) now = end;
    },
    alarm: () => ({ putOff: () => {}, cancel: () => {} }),
  };
  return { clock, at };
}

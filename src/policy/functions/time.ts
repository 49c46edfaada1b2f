import { overloads, type Library } from '../../cel/library.ts';
import { showTimestamp, timestampOf, type Duration, type Timestamp } from '../../cel/time-values.ts';
import { Fault, type Value } from '../../cel/values.ts';
import { truncateTime } from '../../jmespath/go/time.ts';
import { asked } from './asked.ts';
import type { Receiver } from './receiver.ts';

const CRON = asked('time_to_cron(@)');
const RANDOM = asked('random(@)');
const NANOS_IN_MILLISECOND = 1e6;

function now({ lookups }: Receiver): Value {
  if (!lookups.now) return new Fault('there is no clock here');
  return timestampOf(BigInt(Math.trunc(lookups.now() * NANOS_IN_MILLISECOND)));
}

/** Down to a multiple of the duration since the year 1, as Go does. */
function truncate(time: Timestamp, { nanos }: Duration): Value {
  return nanos <= 0n ? time : timestampOf(truncateTime({ nano: time.nanos, offset: 0 }, nanos).nano);
}

function toCron(time: Timestamp): Value {
  return CRON(showTimestamp(time));
}

/** What `random()` makes without a pattern. */
const EIGHT_LETTERS = '[0-9a-z]{8}';

function random({ lookups }: Receiver, pattern = EIGHT_LETTERS): Value {
  if (!lookups.random) return new Fault('there is no randomness here');
  return RANDOM(pattern, { random: lookups.random });
}

/** The clock and the dice (docs, policy-types/cel-libraries). */
export const time: Library = {
  name: 'kyverno.time',
  overloads: overloads({
    '<kyverno.time>.now(): timestamp': now,
    '<kyverno.time>.Now(): timestamp': now,
    '<kyverno.time>.truncate(timestamp, duration): timestamp': (_: Receiver, t: Timestamp, d: Duration) =>
      truncate(t, d),
    '<kyverno.time>.Truncate(timestamp, duration): timestamp': (_: Receiver, t: Timestamp, d: Duration) =>
      truncate(t, d),
    '<kyverno.time>.toCron(timestamp): string': (_: Receiver, t: Timestamp) => toCron(t),
    '<kyverno.time>.ToCron(timestamp): string': (_: Receiver, t: Timestamp) => toCron(t),
    '<kyverno.random>.@call(): string': random,
    '<kyverno.random>.@call(string): string': random,
  }),
};

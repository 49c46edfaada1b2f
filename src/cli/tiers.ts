import { setFlagsFromString } from 'node:v8';

/**
 * How much more often a function must run than V8 has it (400, 3,000, 100 and 500 times) before it is optimized. That
 * takes the CPU of other threads, and pays only where the optimized code then runs for long.
 */
const CALLS: Readonly<Record<string, number>> = {
  'invocation-count-for-maglev': 4000,
  'invocation-count-for-turbofan': 24_000,
  'invocation-count-for-maglev-osr': 1000,
  'invocation-count-for-osr': 4000,
};

/** Has V8 optimize later: for runs that do many different things a few times each. */
export function optimizeLate(): void {
  for (const [flag, calls] of Object.entries(CALLS)) setFlagsFromString(`--${flag}=${calls}`);
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Heap that is really in use, over time. */
export interface HeapSamples {
  take(): void;
  last(): HeapSample | undefined;
  summary(): HeapSummary;
}

interface HeapSample {
  readonly hours: number;
  readonly megabytes: number;
}

export interface HeapSummary {
  /** Medians of the first and of the last third, in MB. */
  readonly early: number;
  readonly late: number;
  /** Of a line through all samples. */
  readonly megabytesPerHour: number;
  readonly residentMegabytes: number;
  readonly samples: number;
}

const MB = 1024 * 1024;

export function createHeapSamples(now: () => number): HeapSamples {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const samples: HeapSample[] = [];
  return {
    take() {
      collect();
      samples.push({ hours: now() / 3_600_000, megabytes: process.memoryUsage().heapUsed / MB });
    },
    last: () => samples.at(-1),
    summary() {
      const third = Math.max(1, Math.floor(samples.length / 3));
      const median = (some: readonly HeapSample[]) =>
        some.map(({ megabytes }) => megabytes).sort((a, b) => a - b)[some.length >> 1] ?? 0;
      return {
        early: median(samples.slice(0, third)),
        late: median(samples.slice(-third)),
        megabytesPerHour: slope(samples),
        residentMegabytes: process.memoryUsage().rss / MB,
        samples: samples.length,
      };
    },
  };
}

/** Of the straight line that fits best. */
function slope(samples: readonly HeapSample[]): number {
  const mean = (of: (sample: HeapSample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ hours }) => hours), mean(({ megabytes }) => megabytes)];
  const spread = mean(({ hours }) => (hours - x) ** 2);
  return spread === 0 ? 0 : mean(({ hours, megabytes }) => (hours - x) * (megabytes - y)) / spread;
}

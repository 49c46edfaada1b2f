import { runProbes, type Step } from '../netpol-bench/probes.ts';
import type { BenchAdapter } from '../run.ts';

interface Tables extends Step {
  readonly pods: readonly string[];
  /** By `TCP/80`: a row per source, `.` allowed and `X` blocked; other signs are not scored. */
  readonly probes: Readonly<Record<string, { readonly combined: readonly string[] }>>;
}

export const adapter: BenchAdapter = {
  folder: 'cyclonus-cases',
  run: (data) => runProbes(data, 'cyclonus', probesOf),
};

function* probesOf(step: Step) {
  const { pods, probes } = step as Tables;
  for (const [key, { combined }] of Object.entries(probes)) {
    const [protocol = '', port] = key.split('/');
    for (const [i, row] of combined.entries()) {
      for (const [j, sign] of [...row].entries()) {
        if (sign !== '.' && sign !== 'X') continue;
        yield { from: pods[i]!, to: pods[j]!, protocol, port: Number(port), expected: sign === '.' };
      }
    }
  }
}

import { runProbes, type Step } from '../netpol-bench/probes.ts';
import type { BenchAdapter } from '../run.ts';

interface Probed extends Step {
  readonly probes: readonly {
    readonly FromNamespace: string;
    readonly FromPod: string;
    readonly ToPod?: string;
    readonly Protocol: string;
    readonly Port: number;
    readonly Expected: boolean;
  }[];
}

/** Probes to pods of the host's network are asked too; those to addresses of no pod are left out. */
export const adapter: BenchAdapter = {
  folder: 'cnp-conformance-cases',
  run: (data) => runProbes(data, 'cnp', probesOf),
};

function* probesOf(step: Step) {
  const { probes } = step as Probed;
  for (const { FromNamespace, FromPod, ToPod, Protocol, Port, Expected } of probes) {
    if (!ToPod) continue;
    const from = `${FromNamespace}/${FromPod}`;
    yield { from, to: ToPod, protocol: Protocol.toUpperCase(), port: Port, expected: Expected };
  }
}

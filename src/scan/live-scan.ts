import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import { createRunMemory } from '../posture/run.ts';
import { createLiveInventory, type LiveChange } from './live-inventory.ts';
import { planChecks } from './plan.ts';
import { analyse, type ScanOptions, type ScanResult } from './scan.ts';

/** What a round of changes did to the findings. */
export interface LiveRound {
  readonly result: ScanResult;
  /** Findings that were not there before, in the order of reports. */
  readonly appeared: readonly Finding[];
  readonly resolved: readonly Finding[];
  readonly milliseconds: number;
}

/** The analysis of something that changes all the time: each round costs what its changes touch. */
export interface LiveScan {
  round(changes: readonly LiveChange[], gaps: readonly Gap[]): Promise<LiveRound>;
}

export function createLiveScan(options: ScanOptions): LiveScan {
  const plan = planChecks(options.checks, options.config, options);
  const memory = createRunMemory();
  const inventory = createLiveInventory();
  const texts = new Map<string, string>();
  let known: ReadonlyMap<string, Finding> = new Map();
  return {
    async round(changes, gaps) {
      const started = performance.now();
      inventory.apply(changes);
      const { resources } = inventory;
      const collected = { resources, gaps, texts, files: resources.length };
      const result = await analyse(collected, plan, options, undefined, memory);
      const now = new Map(result.report.findings.map((finding) => [finding.fingerprint, finding]));
      const appeared = without(now, known);
      const resolved = without(known, now);
      known = now;
      return { result, appeared, resolved, milliseconds: performance.now() - started };
    },
  };
}

function without(findings: ReadonlyMap<string, Finding>, others: ReadonlyMap<string, Finding>): Finding[] {
  const left: Finding[] = [];
  for (const [fingerprint, finding] of findings) if (!others.has(fingerprint)) left.push(finding);
  return left;
}

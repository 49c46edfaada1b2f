import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { liveText } from './clusters.ts';
import type { Estate } from './estates.ts';
import { createLiveInventory, type LiveChange } from './live-inventory.ts';
import { planChecks } from './plan.ts';
import { analyse, createScanMemory, type ScanOptions, type ScanResult } from './scan.ts';

/** What a round of changes did to the findings. */
export interface LiveRound {
  readonly result: ScanResult;
  /** Findings that were not there before, in the order of reports. */
  readonly appeared: readonly Finding[];
  readonly resolved: readonly Finding[];
  readonly milliseconds: number;
}

/** A change of an object of a cluster. */
export interface LiveObjectChange extends LiveChange {
  /** As Kubernetes made it: a fact, not to be judged. */
  readonly shipped: boolean;
}

/** The analysis of a cluster that changes all the time: each round costs what its changes touch. */
export interface LiveScan {
  round(changes: readonly LiveObjectChange[], gaps: readonly Gap[], server: Server): Promise<LiveRound>;
}

export interface Server {
  /** Name of the context. */
  readonly name: string;
  /** Minor version; undefined where it did not say. */
  readonly minor: number | undefined;
}

export function createLiveScan(options: ScanOptions): LiveScan {
  const plan = planChecks(options.checks, options.config, options);
  const memory = createScanMemory();
  const inventory = createLiveInventory();
  const texts: ReadonlyMap<string, string> = new Map();
  const shipped = new Map<string, readonly Resource[]>();
  let known: ReadonlyMap<string, Finding> = new Map();
  return {
    async round(changes, gaps, { name, minor }) {
      const started = performance.now();
      inventory.apply(changes);
      for (const change of changes) {
        if (change.shipped) shipped.set(change.key, change.resources);
        else shipped.delete(change.key);
      }
      const { resources } = inventory;
      const estate: Estate = { name, minor, resources, shipped: new Set([...shipped.values()].flat()) };
      const collected = { resources, gaps, texts, files: 0, estates: [estate], liveText: liveText([estate]) };
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

import { toResource } from '../kubernetes/resource.ts';
import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { clusterOrigin } from '../sources/cluster/origin.ts';
import { embeddedConfigs } from '../sources/manifest/embedded.ts';
import { type Estate, liveText } from './estate.ts';
import { createLiveFolding, type KeptChange, type KeptObject } from './live-folding.ts';
import { createLiveInventory } from './live-inventory.ts';
import { planChecks } from './plan.ts';
import { analyse, createScanMemory, onItsDay, type ScanOptions, type ScanResult } from './scan.ts';

/** What a round of changes did to the findings. */
export interface LiveRound {
  readonly result: ScanResult;
  /** Findings that were not there before, in the order of reports. */
  readonly appeared: readonly Finding[];
  readonly resolved: readonly Finding[];
  readonly milliseconds: number;
}

/** The analysis of a cluster that changes all the time: each round costs what its changes touch. */
export interface LiveScan {
  round(changes: readonly KeptChange[], gaps: readonly Gap[], server: Server): Promise<LiveRound>;
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
  const folding = createLiveFolding();
  const inventory = createLiveInventory();
  const texts: ReadonlyMap<string, string> = new Map();
  const shipped = new Map<string, readonly Resource[]>();
  let known: ReadonlyMap<string, Finding> = new Map();
  let last: { readonly result: ScanResult; readonly resources: readonly Resource[]; readonly gaps: string } | undefined;
  return {
    async round(changes, gaps, { name, minor }) {
      const started = performance.now();
      const seen = folding.take(changes).map(({ key, kept }) => ({ key, kept, resources: resourcesOf(kept) }));
      inventory.apply(seen);
      for (const { key, kept, resources } of seen) {
        if (kept?.shipped) shipped.set(key, resources);
        else shipped.delete(key);
      }
      const { resources } = inventory;
      const said = JSON.stringify(gaps);
      if (last?.resources === resources && last.gaps === said) {
        return { result: last.result, appeared: [], resolved: [], milliseconds: performance.now() - started };
      }
      const estate: Estate = { name, minor, resources, shipped: new Set([...shipped.values()].flat()) };
      const collected = { resources, gaps, texts, files: 0, estates: [estate], liveText: liveText([estate]) };
      const result = await analyse(collected, plan, onItsDay(options), undefined, memory);
      const now = new Map(result.report.findings.map((finding) => [finding.fingerprint, finding]));
      const appeared = without(now, known);
      const resolved = without(known, now);
      known = now;
      last = { result, resources, gaps: said };
      return { result, appeared, resolved, milliseconds: performance.now() - started };
    },
  };
}

/** An object, and what is embedded in it. */
function resourcesOf(kept: KeptObject | undefined): readonly Resource[] {
  const resource = kept && toResource(kept.object, clusterOrigin(kept.file, kept.object));
  return resource ? [resource, ...embeddedConfigs(resource)] : [];
}

function without(findings: ReadonlyMap<string, Finding>, others: ReadonlyMap<string, Finding>): Finding[] {
  const left: Finding[] = [];
  for (const [fingerprint, finding] of findings) if (!others.has(fingerprint)) left.push(finding);
  return left;
}

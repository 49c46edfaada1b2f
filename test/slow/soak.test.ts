import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import type { ClusterWatch, Round } from '../../src/kube/watch/cluster.ts';
import { TIMING } from '../../src/kube/watch/reflector.ts';
import type { Finding } from '../../src/model/finding.ts';
import { scan } from '../../src/scan/scan.ts';
import { openWatch, watchCluster, type WatchedCluster } from '../../src/scan/watch-cluster.ts';
import { compact } from '../cluster/watch-compact.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { startChurn } from './soak-churn.ts';
import { differences, listed, OWN_TYPES, reflected } from './soak-cluster.ts';
import { createHeapSamples } from './soak-memory.ts';
import { type Fault, type Proxy, startProxy } from './soak-proxy.ts';
import { scanOptions } from '../scan-options.ts';

/*
 * `castellan watch --cluster` against a real API server, over connections that break, fall silent and stall, with an etcd
 * that is compacted and an API server that is restarted, while objects of many kinds come, change and go. Two minutes, or
 * SOAK_MINUTES.
 */

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 2);
const PER_SECOND = Number(process.env['SOAK_RATE'] ?? 60);
const missing = missingBinaries();
const CYCLE_MS = Math.min(60_000, (MINUTES * 60_000) / 6);
const TICK_MS = 4_000;
const FAULTS: readonly Fault[] = ['drop', 'silence', 'delay', 'drop'];
const SHARES: Readonly<Record<Fault, number>> = { drop: 0.4, silence: 0.25, delay: 0.5 };
/** Within this time after the last fault everything must be known: a silent connection costs `silenceMs` of it. */
const SETTLE_MS = 60_000;

it.skipIf(missing !== undefined)(
  'misses nothing, keeps its memory flat and recovers from everything',
  { timeout: (MINUTES * 1.2 + 6) * 60_000 },
  async () => {
    const controlPlane = await startControlPlane({
      controllerManager: false,
      // Watches of these go to etcd itself: a compaction makes them 410 Gone.
      apiServerFlags: ['--watch-cache-sizes=configmaps#0,serviceaccounts#0'],
    });
    const random = seeded(Number(process.env['SOAK_SEED'] ?? 7));
    const proxy = await startProxy(Number(new URL(controlPlane.server).port), random);
    const figures = await soak(controlPlane, proxy, random).finally(async () => {
      await proxy.close();
      await controlPlane.stop();
    });

    process.stdout.write(`soak: ${JSON.stringify(figures)}\n`);
    expect(figures.disagreements).toEqual([]);
    expect(figures.endings).toMatchObject({
      silent: expect.any(Number),
      dropped: expect.any(Number),
      gone: expect.any(Number),
    });
    expect(figures.changes).toBeGreaterThan(MINUTES * 60 * PER_SECOND * 0.1);
    expect(figures.heap.late / figures.heap.early).toBeLessThan(1.4);
    if (MINUTES >= 20) expect(figures.heap.megabytesPerHour).toBeLessThan(30);
  },
);

async function soak(controlPlane: ControlPlane, proxy: Proxy, random: () => number) {
  const { kubeconfig, server } = controlPlane;
  const direct = await connect({ kubeconfig });
  const client = await connect({ kubeconfig: throughProxy(controlPlane, proxy.port), timeout: 5_000 });
  const churn = await startChurn({ kubeconfig, server, perSecond: PER_SECOND, population: 250, random });
  await churn.fill();

  const endings: Record<string, number> = {};
  const stop = new AbortController();
  const opened = openWatch(OPTIONS, {
    client,
    timing: {
      ...TIMING,
      silenceMs: 10_000,
      listMs: 10_000,
      watchSeconds: 30,
      backoff: { firstMs: 250, mostMs: 4_000 },
    },
    random,
    onEnding: (_kind, { ending }) => (endings[ending] = (endings[ending] ?? 0) + 1),
  });
  const cluster = opened.watch;
  const seen = follow(opened, stop.signal);
  const heap = createHeapSamples(() => performance.now());
  const faults: Record<Fault, number> = { drop: 0, silence: 0, delay: 0 };
  const settled: number[] = [];
  let [compactions, restarts] = [0, 0];

  const started = performance.now();
  for (let cycle = 0; performance.now() - started < MINUTES * 60_000; cycle++) {
    const calm = new AbortController();
    const churning = churn.run(calm.signal);
    if (cycle % 2 === 1) await churn.toggleKind();
    for (let tick = 0; tick * TICK_MS < CYCLE_MS; tick++) {
      const fault = FAULTS[tick % FAULTS.length]!;
      faults[fault] += proxy.inflict(fault, SHARES[fault]);
      await wait(TICK_MS);
      await compact(controlPlane.etcd);
      compactions++;
    }
    if (cycle % 10 === 2) {
      await controlPlane.restartApiServer();
      restarts++;
    }
    calm.abort();
    await churning;
    settled.push(await untilEqual(cluster, direct));
    await untilTold(cluster, seen);
    heap.take();
    if (MINUTES > 5)
      process.stdout.write(`soak, round ${cycle}: ${seen.changes} changes told, ${JSON.stringify(heap.last())}\n`);
  }
  const minutes = (performance.now() - started) / 60_000;
  const against = await disagreements(kubeconfig, seen.findings);
  stop.abort();
  await seen.ended;
  client.close();
  direct.close();
  const { created, patched, deleted, refused } = churn.done;
  return {
    minutes: rounded(minutes),
    changes: created + patched + deleted,
    refused,
    objects: reflected(cluster).size,
    rounds: seen.rounds,
    told: seen.changes,
    appeared: seen.appeared,
    resolved: seen.resolved,
    findings: seen.findings.length,
    disagreements: against.slice(0, 10),
    millisecondsPerRound: rounded(seen.milliseconds / seen.rounds),
    endings,
    faults,
    compactions,
    restarts,
    comparisons: settled.length,
    slowestToSettleSeconds: rounded(Math.max(...settled) / 1000),
    heap: heap.summary(),
    cpuSeconds: rounded(process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6),
  };
}

/** What a user of the watch would know by now. */
interface Seen {
  /** What is kept of each object, by kind and key. */
  readonly objects: Map<string, unknown>;
  findings: readonly Finding[];
  rounds: number;
  changes: number;
  appeared: number;
  resolved: number;
  milliseconds: number;
  ended: Promise<void>;
}

function follow(opened: WatchedCluster, signal: AbortSignal): Seen {
  const seen: Seen = {
    objects: new Map(),
    findings: [],
    rounds: 0,
    changes: 0,
    appeared: 0,
    resolved: 0,
    milliseconds: 0,
    ended: Promise.resolve(),
  };
  async function* noted(): AsyncGenerator<Round, void, void> {
    for await (const round of opened.watch.rounds(signal)) {
      for (const { key, after } of round.changes) {
        if (after) seen.objects.set(key, after);
        else seen.objects.delete(key);
      }
      yield round;
    }
  }
  const watch: ClusterWatch = { kinds: opened.watch.kinds, rounds: noted };
  const known = new Set<string>();
  seen.ended = watchCluster(OPTIONS, { ...opened, watch }, signal, (round) => {
    seen.rounds++;
    seen.changes += round.changed;
    seen.milliseconds += round.milliseconds;
    for (const { fingerprint } of round.resolved) if (known.delete(fingerprint)) seen.resolved++;
    for (const { fingerprint } of round.appeared) {
      known.add(fingerprint);
      seen.appeared++;
    }
    seen.findings = round.result.report.findings;
  });
  return seen;
}

/** Waits until the reflectors hold what a list says, and gives the milliseconds that it took. */
async function untilEqual(cluster: ClusterWatch, direct: KubeClient): Promise<number> {
  const started = performance.now();
  for (;;) {
    const left = differences(await listed(direct), reflected(cluster));
    const milliseconds = performance.now() - started;
    if (left.length === 0) return milliseconds;
    if (milliseconds > SETTLE_MS) throw new Error(`${left.length} differences:\n${left.slice(0, 20).join('\n')}`);
    await wait(500);
  }
}

/** Waits until the rounds have told all that the reflectors know. */
async function untilTold({ kinds }: ClusterWatch, { objects }: Seen): Promise<void> {
  const isTold = () => {
    let count = 0;
    for (const { resource, reflector } of kinds.values()) {
      for (const [key, { kept }] of reflector.store.entries) {
        count++;
        if (objects.get(`${resource.plural}.${resource.group} ${key}`) !== kept) return false;
      }
    }
    return count === objects.size;
  };
  for (const deadline = performance.now() + 20_000; !isTold(); await wait(200))
    if (performance.now() > deadline) throw new Error('the rounds do not tell what the reflectors know');
}

/** Findings that a fresh scan of the cluster has and the watch has not, or the other way round. */
async function disagreements(kubeconfig: string, findings: readonly Finding[]): Promise<string[]> {
  const fresh = await scan({ ...OPTIONS, cluster: { kubeconfig, contexts: [], nodeConfig: false } });
  const prints = (some: readonly Finding[]) => new Set(some.map((f) => `${f.rule} ${f.place.file} ${f.fingerprint}`));
  return differences(prints(fresh.report.findings), prints(findings));
}

function throughProxy({ kubeconfig, server, folder }: ControlPlane, port: number): string {
  const file = join(folder, 'proxied.kubeconfig');
  writeFileSync(file, readFileSync(kubeconfig, 'utf8').replaceAll(server, `https://127.0.0.1:${port}`), {
    mode: 0o600,
  });
  return file;
}

const OPTIONS = scanOptions('/', {
  targets: ['cluster'],
  config: {
    config: { workloads: { [OWN_TYPES[0]!]: 'spec.template' } },
    file: undefined,
    text: '',
    folder: '/',
    line: () => 1,
  },
});

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The same faults at the same times, as far as the machine allows (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

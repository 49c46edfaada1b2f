import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Packet } from './packets.ts';
import type { Pod, Pods } from './worlds.ts';

/** cyclonus, where it is installed: `go install github.com/mattfenwick/cyclonus/cmd/cyclonus@v0.5.6`. */
const BINARY = process.env['CYCLONUS'] ?? join(homedir(), '.cache/castellan-tools/gobin/cyclonus');
const LONGEST = 120_000;

export function hasCyclonus(): boolean {
  return existsSync(BINARY);
}

/** Whether it lets each packet through, in the order of the packets. */
export function askCyclonus({ namespaces, policies }: Pods, packets: readonly Packet[], folder: string): boolean[] {
  mkdirSync(join(folder, 'policies'), { recursive: true });
  // It reads the first document of a file alone.
  policies.forEach((one, i) => writeFileSync(join(folder, 'policies', `${i}.yaml`), JSON.stringify(one)));
  const peer = (end: Pod | string) =>
    typeof end === 'string'
      ? { IP: end }
      : {
          Internal: { PodLabels: end.labels, NamespaceLabels: namespaces[end.namespace], Namespace: end.namespace },
          IP: end.address,
        };
  const traffic = packets.map(({ from, to, protocol, port, portName }) => ({
    Source: peer(from),
    Destination: peer(to),
    ResolvedPort: port,
    ResolvedPortName: portName,
    Protocol: protocol,
  }));
  writeFileSync(join(folder, 'traffic.json'), JSON.stringify(traffic));
  const flags = ['--policy-path', join(folder, 'policies'), '--traffic-path', join(folder, 'traffic.json')];
  const run = spawnSync(BINARY, ['analyze', '--mode', 'query-traffic', '--simplify-policies=false', ...flags], {
    encoding: 'utf8',
    timeout: LONGEST,
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  const verdicts = [...run.stdout.matchAll(/IS ALLOWED\? \|\s+(TRUE|FALSE)/g)].map(([, word]) => word === 'TRUE');
  if (verdicts.length !== packets.length) throw new Error(`it gave no answer: ${run.stderr.slice(0, 500)}`);
  return verdicts;
}

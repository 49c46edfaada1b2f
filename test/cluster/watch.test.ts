import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { compact } from './watch-compact.ts';

const main = resolve(import.meta.dirname, '../../src/cli/main.ts');

/** One line of `castellan watch --cluster -f json`. */
interface Line {
  readonly time: string;
  readonly added: readonly Told[];
  readonly resolved: readonly Told[];
  readonly gaps: readonly { readonly code: string; readonly message: string }[];
}

interface Told {
  readonly rule: string;
  readonly subject: { readonly kind: string; readonly namespace: string; readonly name: string };
}

describe.skipIf(missingBinaries() !== undefined)('watch --cluster', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane({ controllerManager: false });
    await controlPlane.kubectl(['create', 'namespace', 'shop']);
    await controlPlane.kubectl(['create', 'serviceaccount', 'default', '-n', 'shop']);
  });
  afterAll(() => controlPlane.stop());

  it('tells what appears and what is resolved, through a compaction and a restart of the API server', async () => {
    const watch = startWatch(['--kubeconfig', controlPlane.kubeconfig, '-r', 'privileged-container']);
    const first = await watch.until((line) => line.gaps.length === 0);
    expect(first.added.filter(({ subject }) => subject.namespace === 'shop')).toEqual([]);

    await controlPlane.kubectl(['apply', '-f', '-'], deployment('web', true));
    await watch.until((line) => tells(line.added, 'Deployment/web'));
    await controlPlane.kubectl(['apply', '-f', '-'], deployment('web', false));
    await watch.until((line) => tells(line.resolved, 'Deployment/web'));

    await controlPlane.kubectl(['apply', '-f', '-'], deployment('api', true));
    await watch.until((line) => tells(line.added, 'Deployment/api'));
    await compact(controlPlane.etcd);
    await controlPlane.restartApiServer();
    await controlPlane.kubectl(['delete', 'deployment', 'api', '-n', 'shop']);
    await watch.until((line) => tells(line.resolved, 'Deployment/api'));
    await controlPlane.kubectl(['apply', '-f', '-'], deployment('db', true));
    const last = await watch.until((line) => tells(line.added, 'Deployment/db'));

    expect(last.gaps).toEqual([]);
    expect(await watch.stop()).toBe(130);
  });

  it('tells people in few words, on one screen', async () => {
    const watch = startWatch(['--kubeconfig', controlPlane.kubeconfig, '-r', 'privileged-container'], 'terminal');
    await watch.text(/watching, Ctrl-C ends/);

    await controlPlane.kubectl(['apply', '-f', '-'], deployment('cart', true));
    const said = await watch.text(/\+ .*privileged-container {2}Deployment shop\/cart/);
    await controlPlane.kubectl(['delete', 'deployment', 'cart', '-n', 'shop']);
    await watch.text(/- .*privileged-container {2}Deployment shop\/cart/);

    expect(said).toMatch(/1 object changed, 1 finding appeared/);
    expect(await watch.stop()).toBe(130);
  });

  it('says that a namespace is not there, until it is', async () => {
    const watch = startWatch(['--kubeconfig', controlPlane.kubeconfig, '-n', 'later', '-r', 'host-network']);
    const before = await watch.until((line) => line.gaps.length > 0);
    await controlPlane.kubectl(['create', 'namespace', 'later']);
    const after = await watch.until((line) => line.gaps.length === 0);

    expect(before.gaps.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^There is no namespace later in /),
    ]);
    expect(after.gaps).toEqual([]);
    await watch.stop();
  });

  it('says which right is missing', async () => {
    const kubeconfig = await controlPlane.kubeconfigFor({ name: 'reader' });
    await controlPlane.kubectl(['create', 'clusterrole', 'pods-only', '--verb=list,watch', '--resource=pods']);
    await controlPlane.kubectl(['create', 'clusterrolebinding', 'reader', '--clusterrole=pods-only', '--user=reader']);

    const watch = startWatch(['--kubeconfig', kubeconfig, '-n', 'shop', '-r', 'host-network']);
    const { gaps } = await watch.until((line) => line.gaps.length > 0);

    expect(gaps.find(({ message }) => message.includes('deployments.apps'))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('the right "list deployments.apps" is missing'),
    });
    expect(gaps.filter(({ message }) => message.includes('"list pods"'))).toEqual([]);
    await watch.stop();
  });
});

function tells(told: readonly Told[], name: string): boolean {
  return told.some(({ subject }) => `${subject.kind}/${subject.name}` === name);
}

function deployment(name: string, privileged: boolean): string {
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'c', image: 'registry.example.com/app:1.0.0', securityContext: { privileged } }] },
      },
    },
  });
}

const SECONDS = 60;

/** Starts the real command and reads what it says. */
function startWatch(args: readonly string[], format: 'json' | 'terminal' = 'json') {
  const child: ChildProcess = spawn(process.execPath, [main, 'watch', '--cluster', '-f', format, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  let said = '';
  let read = 0;
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  if (format === 'terminal') child.stdout!.on('data', (chunk) => (said += String(chunk)));
  else createInterface(child.stdout!).on('line', (line) => lines.push(JSON.parse(line) as Line));
  const poll = async <T>(look: () => T | undefined): Promise<T> => {
    for (const deadline = performance.now() + SECONDS * 1000; performance.now() < deadline; await wait(50)) {
      const seen = look();
      if (seen !== undefined) return seen;
      if (child.exitCode !== null) break;
    }
    throw new Error(`not told, exit code ${child.exitCode}: ${said} ${JSON.stringify(lines.slice(-3)).slice(0, 2000)}`);
  };
  return {
    /** The next line that is as wanted; those before it are passed over. */
    until: (wanted: (line: Line) => boolean) =>
      poll(() => {
        while (read < lines.length) if (wanted(lines[read++]!)) return lines[read - 1];
        return undefined;
      }),
    text: (pattern: RegExp) => poll(() => (pattern.test(said) ? said : undefined)),
    async stop(): Promise<number | null> {
      child.kill('SIGINT');
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';

const SETPRIV = '/usr/bin/setpriv';
const running = new Set<ChildProcess>();

/* Whatever ends the test process ends what it started: an exit, a signal, an uncaught error. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGKILL');
    process.kill(process.pid, signal);
  });
}

/** A program of the control plane that runs until it is stopped. */
export interface Daemon {
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/**
 * Starts a program with its output in a log file. Where util-linux is there, the kernel ends it with this process even when that is
 * killed without a word.
 */
export function startDaemon(path: string, args: readonly string[], log: string): Daemon {
  const [command, ...before] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', path] : [path];
  const output = openSync(log, 'a');
  const child = spawn(command, [...before, ...args], { stdio: ['ignore', output, output] });
  closeSync(output);
  running.add(child);
  const exited = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return {
    exited,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Free ports of the loopback interface; all are held until the last one is known, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    }),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

import { spawn } from 'node:child_process';
import type { JsonObject } from '../model/json.ts';
import { asObject, asString, isObject } from '../std/value.ts';
import { KubeError } from './error.ts';
import type { Cluster, ExecPlugin } from './kubeconfig.ts';
import { readPem } from './pem.ts';

/** What a plugin printed. */
export interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** Milliseconds since the epoch; undefined where it holds until it is refused. */
  readonly expires: number | undefined;
}

const MOST_SECONDS = 60;
/** Someone who must type a code into a browser gets longer. */
const MOST_INTERACTIVE_SECONDS = 300;
const MOST_OUTPUT = 1024 * 1024;

/** Runs the program that the kubeconfig names, without a shell, and reads what it prints (client.authentication.k8s.io). */
export async function runExecPlugin(plugin: ExecPlugin, cluster: Cluster): Promise<ExecCredential> {
  const interactive = plugin.interactiveMode !== 'Never' && process.stdin.isTTY;
  if (plugin.interactiveMode === 'Always' && !interactive) {
    throw refused(plugin, 'wants to ask on a terminal, and there is none');
  }
  const output = await run(plugin, execInfo(plugin, cluster, interactive), interactive);
  const status = asObject(parse(plugin, output)['status']);
  const [token, certificate] = [asString(status['token']), asString(status['clientCertificateData'])];
  if (!token && !certificate) throw refused(plugin, 'printed no credentials');
  const expires = Date.parse(asString(status['expirationTimestamp']) ?? '');
  return {
    token,
    certificate,
    key: asString(status['clientKeyData']),
    expires: Number.isNaN(expires) ? undefined : expires,
  };
}

function execInfo(plugin: ExecPlugin, cluster: Cluster, interactive: boolean): JsonObject {
  const authority = readPem(cluster.authority);
  const described: JsonObject = {
    server: cluster.server,
    ...(cluster.tlsServerName && { 'tls-server-name': cluster.tlsServerName }),
    ...(cluster.insecure && { 'insecure-skip-tls-verify': true }),
    ...(authority && { 'certificate-authority-data': Buffer.from(authority).toString('base64') }),
    ...(cluster.proxyUrl && { 'proxy-url': cluster.proxyUrl }),
  };
  return {
    apiVersion: plugin.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive, ...(plugin.provideClusterInfo && { cluster: described }) },
  };
}

function run(plugin: ExecPlugin, info: JsonObject, interactive: boolean): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const seconds = interactive ? MOST_INTERACTIVE_SECONDS : MOST_SECONDS;
  const child = spawn(plugin.command, plugin.args, {
    env: { ...process.env, ...plugin.env, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    stdio: [interactive ? 'inherit' : 'ignore', 'pipe', interactive ? 'inherit' : 'pipe'],
    windowsHide: true,
  });
  const output = keep(child.stdout);
  const errors = keep(child.stderr);
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    reject(refused(plugin, `did not end within ${seconds} seconds`));
  }, seconds * 1000);
  void promise.catch(() => undefined).finally(() => clearTimeout(timer));
  child.on('error', (cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'is not installed' : `can't be started (${cause.code ?? cause.message})`;
    const hint = plugin.installHint?.trim().split('\n')[0];
    reject(refused(plugin, hint ? `${why}: ${hint}` : why, cause));
  });
  child.on('close', (code, signal) => {
    if (code === 0) resolve(output());
    else reject(refused(plugin, `ended with ${code ?? signal}: ${lastLine(errors())}`));
  });
  return promise;
}

/** Collects the beginning of a stream; the rest is read and dropped, so that the program can end. */
function keep(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    if (text.length < MOST_OUTPUT) text += chunk;
  });
  return () => text;
}

function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.length > 200 ? `${line.slice(0, 199)}…` : line || 'no word why';
}

function parse(plugin: ExecPlugin, output: string): JsonObject {
  try {
    const value: unknown = JSON.parse(output);
    return isObject(value as JsonObject) ? (value as JsonObject) : {};
  } catch (cause) {
    throw refused(plugin, 'printed no JSON', cause);
  }
}

function refused(plugin: ExecPlugin, why: string, cause?: unknown): KubeError {
  return new KubeError('unauthorized', `the login program "${plugin.command}" ${why}`, { reason: 'ExecPlugin', cause });
}

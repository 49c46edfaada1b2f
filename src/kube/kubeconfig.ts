import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { parseManifests } from '../manifests/parse.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { closest } from '../std/distance.ts';
import { UserError } from '../std/user-error.ts';
import { withoutUserInfo } from '../std/userinfo.ts';
import { asList, asObject, asString, asStrings, isObject } from '../std/value.ts';
import type { PemSource } from './pem.ts';

/** Where a server is and how to know it. */
export interface Cluster {
  readonly server: string;
  readonly authority: PemSource | undefined;
  readonly tlsServerName: string | undefined;
  readonly insecure: boolean;
  readonly proxyUrl: string | undefined;
}

/** A program that prints credentials (client.authentication.k8s.io). */
export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly installHint: string | undefined;
  readonly interactiveMode: string;
  readonly provideClusterInfo: boolean;
}

export interface User {
  readonly name: string;
  readonly certificate: PemSource | undefined;
  readonly key: PemSource | undefined;
  readonly token: string | undefined;
  readonly tokenFile: string | undefined;
  readonly basic: { readonly username: string; readonly password: string } | undefined;
  readonly impersonate: Readonly<Record<string, string | readonly string[]>>;
  readonly exec: ExecPlugin | undefined;
  /** `auth-provider` as it is written: `{name: 'oidc', config: {...}}`. */
  readonly provider: JsonObject | undefined;
}

/** One context of a kubeconfig, resolved. */
export interface Endpoint {
  readonly context: string;
  readonly namespace: string | undefined;
  readonly cluster: Cluster;
  readonly user: User;
}

/** Entries by name, each with the folder that its relative paths start from. */
type Entries = Map<string, { readonly value: JsonObject; readonly folder: string }>;

interface Merged {
  readonly files: readonly string[];
  readonly contexts: Entries;
  readonly clusters: Entries;
  readonly users: Entries;
  current: string | undefined;
}

/**
 * Finds the context to use: from the file that is named, else from those of `KUBECONFIG` (the first to name a thing wins, as
 * in kubectl), else from `~/.kube/config`, else from the service account of the pod that this runs in.
 * @throws UserError where there is none, or none of that name.
 */
export function findEndpoint(
  kubeconfig: string | undefined,
  context: string | undefined,
  env: NodeJS.ProcessEnv,
): Endpoint {
  const files = kubeconfigFiles(kubeconfig, env);
  if (files.length === 0) {
    const inside = context === undefined ? inCluster(env) : undefined;
    if (inside) return inside;
    throw new UserError('not-found', 'There is no kubeconfig, so no cluster is known.', {
      hint: 'Name one with --kubeconfig or KUBECONFIG; the default is ~/.kube/config.',
    });
  }
  const merged: Merged = { files, contexts: new Map(), clusters: new Map(), users: new Map(), current: undefined };
  for (const file of files) mergeFile(file, merged);
  return resolveContext(merged, context);
}

function kubeconfigFiles(named: string | undefined, env: NodeJS.ProcessEnv): string[] {
  if (named !== undefined) {
    if (existsSync(named)) return [resolve(named)];
    throw new UserError('not-found', `The kubeconfig ${named} does not exist.`, { hint: 'Check --kubeconfig.' });
  }
  const listed = env['KUBECONFIG'] ? env['KUBECONFIG'].split(delimiter).filter((file) => file !== '') : undefined;
  const files = listed ?? [join(env['HOME'] ?? homedir(), '.kube', 'config')];
  const there = files.filter((file) => existsSync(file));
  if (listed && listed.length > 0 && there.length === 0) {
    throw new UserError('not-found', `KUBECONFIG names ${listed.join(', ')}, which does not exist.`, {
      hint: 'Set KUBECONFIG to a file that is there, or name one with --kubeconfig.',
    });
  }
  return there.map((file) => resolve(file));
}

function mergeFile(file: string, into: Merged): void {
  const config = readKubeconfig(file);
  const folder = dirname(file);
  const lists = [
    ['contexts', 'context', into.contexts],
    ['clusters', 'cluster', into.clusters],
    ['users', 'user', into.users],
  ] as const;
  for (const [list, key, entries] of lists) {
    for (const item of asList(config[list]).map(asObject)) {
      const name = asString(item['name']);
      if (name && !entries.has(name)) entries.set(name, { value: asObject(item[key]), folder });
    }
  }
  into.current ??= asString(config['current-context']) || undefined;
}

function readKubeconfig(file: string): JsonObject {
  const bad = (why: string, cause?: unknown) =>
    new UserError('bad-config', `The kubeconfig ${why}.`, { place: { file }, cause });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw bad(`can't be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`, cause);
  }
  const { documents, problems } = parseManifests(text);
  const fatal = problems.find((problem) => problem.fatal);
  if (fatal) throw bad(`is no YAML: line ${fatal.line}: ${fatal.message.replace(/\.$/, '')}`);
  const value: Json = documents[0]?.value ?? {};
  if (!isObject(value)) throw bad('holds no object');
  return value;
}

function resolveContext({ files, contexts, clusters, users, current }: Merged, wanted: string | undefined): Endpoint {
  const place = { file: files[0]! };
  const name = wanted ?? current;
  if (name === undefined) {
    throw new UserError('bad-config', 'The kubeconfig has no current context.', {
      hint: contexts.size > 0 ? `Choose one with --context: ${names(contexts)}.` : 'It has no contexts at all.',
      place,
    });
  }
  const context = contexts.get(name);
  if (!context) {
    const near = closest(name, [...contexts.keys()]);
    throw new UserError('not-found', `The kubeconfig has no context "${name}".`, {
      hint: `${near ? `Did you mean "${near}"? ` : ''}Its contexts: ${names(contexts)}.`,
      place,
    });
  }
  const clusterName = asString(context.value['cluster']) ?? '';
  const cluster = clusters.get(clusterName);
  if (!cluster) {
    throw new UserError('bad-config', `The context "${name}" names the cluster "${clusterName}", which is not there.`, {
      place,
    });
  }
  const userName = asString(context.value['user']) ?? '';
  const user = users.get(userName);
  if (!user && userName) {
    throw new UserError('bad-config', `The context "${name}" names the user "${userName}", which is not there.`, {
      place,
    });
  }
  return {
    context: name,
    namespace: asString(context.value['namespace']),
    cluster: readCluster(cluster.value, cluster.folder, clusterName),
    user: readUser(userName, user?.value ?? {}, user?.folder ?? ''),
  };
}

function names(entries: Entries): string {
  return [...entries.keys()].sort().slice(0, 20).join(', ') || 'none';
}

function readCluster(value: JsonObject, folder: string, name: string): Cluster {
  const server = (asString(value['server']) ?? '').replace(/\/+$/, '');
  if (!URL.canParse(server) || !/^https?:\/\//.test(server)) {
    throw new UserError('bad-config', `The cluster "${name}" has no address that can be used: "${shown(server)}".`, {
      hint: 'Its `server` should read like https://host:6443.',
    });
  }
  const proxyUrl = asString(value['proxy-url']) || undefined;
  if (proxyUrl && !URL.canParse(proxyUrl)) {
    throw new UserError(
      'bad-config',
      `The cluster "${name}" has a proxy-url that can't be used: "${shown(proxyUrl)}".`,
      {
        hint: 'It should read like http://proxy:3128.',
      },
    );
  }
  return {
    server,
    authority: pemSource(value, 'certificate-authority', folder),
    tlsServerName: asString(value['tls-server-name']) || undefined,
    insecure: value['insecure-skip-tls-verify'] === true,
    proxyUrl,
  };
}

/** An address without the password in it. */
function shown(address: string): string {
  return withoutUserInfo(address, '***');
}

function readUser(name: string, value: JsonObject, folder: string): User {
  const username = asString(value['username']);
  const tokenFile = asString(value['tokenFile']) ?? asString(value['token-file']);
  return {
    name,
    certificate: pemSource(value, 'client-certificate', folder),
    key: pemSource(value, 'client-key', folder),
    token: asString(value['token']) || undefined,
    tokenFile: tokenFile ? below(folder, tokenFile) : undefined,
    basic: username ? { username, password: asString(value['password']) ?? '' } : undefined,
    impersonate: impersonation(value),
    exec: isObject(value['exec']) ? readExec(value['exec'], folder) : undefined,
    provider: isObject(value['auth-provider']) ? value['auth-provider'] : undefined,
  };
}

/** Data wins over a file, as in client-go. */
function pemSource(value: JsonObject, key: string, folder: string): PemSource | undefined {
  const data = asString(value[`${key}-data`]);
  if (data) return { text: Buffer.from(data, 'base64').toString('utf8') };
  const file = asString(value[key]);
  return file ? { file: below(folder, file) } : undefined;
}

function below(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

function impersonation(value: JsonObject): Record<string, string | readonly string[]> {
  const user = asString(value['as']);
  if (!user) return {};
  const groups = asStrings(value['as-groups']);
  const uid = asString(value['as-uid']);
  const extra = Object.entries(asObject(value['as-user-extra'])).map(
    ([key, values]) => [`Impersonate-Extra-${encodeURIComponent(key)}`, asStrings(values)] as const,
  );
  return {
    'Impersonate-User': user,
    ...(uid && { 'Impersonate-Uid': uid }),
    ...(groups.length > 0 && { 'Impersonate-Group': groups }),
    ...Object.fromEntries(extra),
  };
}

function readExec(value: JsonObject, folder: string): ExecPlugin {
  const command = asString(value['command']) ?? '';
  const env = asList(value['env']).map(asObject);
  return {
    apiVersion: asString(value['apiVersion']) ?? 'client.authentication.k8s.io/v1',
    command: /[/\\]/.test(command) ? below(folder, command) : command,
    args: asStrings(value['args']),
    env: Object.fromEntries(env.map((item) => [asString(item['name']) ?? '', asString(item['value']) ?? ''])),
    installHint: asString(value['installHint']),
    interactiveMode: asString(value['interactiveMode']) ?? 'IfAvailable',
    provideClusterInfo: value['provideClusterInfo'] === true,
  };
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The pod's own account; undefined outside a pod. */
function inCluster(env: NodeJS.ProcessEnv): Endpoint | undefined {
  const folder = env['CASTELLAN_SERVICE_ACCOUNT'] ?? SERVICE_ACCOUNT;
  const [host, port] = [env['KUBERNETES_SERVICE_HOST'], env['KUBERNETES_SERVICE_PORT'] ?? '443'];
  const tokenFile = join(folder, 'token');
  if (!host || !existsSync(tokenFile)) return undefined;
  return {
    context: 'in-cluster',
    namespace: undefined,
    cluster: {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      authority: { file: join(folder, 'ca.crt') },
      tlsServerName: undefined,
      insecure: false,
      proxyUrl: undefined,
    },
    user: { ...readUser('service account', {}, folder), tokenFile },
  };
}

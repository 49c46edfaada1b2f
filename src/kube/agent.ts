import { Agent as PlainAgent, request as plain, type Agent } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { UserError } from '../std/user-error.ts';
import { withoutUserInfo } from '../std/userinfo.ts';
import { KubeError } from './error.ts';
import type { Cluster } from './kubeconfig.ts';

const PROXY_MS = 10_000;

/** Connections that are kept and used again; through a proxy where the kubeconfig or the environment names one. */
export async function createAgent(cluster: Cluster, env: NodeJS.ProcessEnv): Promise<Agent> {
  const url = new URL(cluster.server);
  const proxy = cluster.proxyUrl ?? proxyOf(url, env);
  if (proxy && !URL.canParse(proxy)) {
    const shown = withoutUserInfo(proxy, '***');
    throw new UserError('bad-config', `The environment names a proxy that can't be used: "${shown}".`, {
      hint: 'HTTPS_PROXY should read like http://proxy:3128.',
    });
  }
  if (proxy?.startsWith('socks')) return socksAgent(cluster, proxy);
  if (url.protocol === 'http:') return new PlainAgent({ keepAlive: true });
  const agent = new SecureAgent({ keepAlive: true, keepAliveMsecs: 30_000, scheduling: 'lifo' });
  if (proxy) tunnelThrough(agent, new URL(proxy));
  return agent;
}

/** `HTTPS_PROXY` or `HTTP_PROXY`, unless `NO_PROXY` names the host. */
function proxyOf(url: URL, env: NodeJS.ProcessEnv): string | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[name] ?? env[name.toLowerCase()];
  if (!proxy) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return undefined;
  const except = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(',').map((word) => word.trim());
  const spared = except.some((word) => word === '*' || (word !== '' && isWithin(host, word.replace(/^\*?\./, ''))));
  return spared ? undefined : proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** A `%` that begins no escape stands for itself. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Done = (error: Error | null, socket: Duplex) => void;

/** Makes an agent open its connections by `CONNECT`. */
function tunnelThrough(agent: SecureAgent, proxy: URL): void {
  const credentials = proxy.username && `${unescaped(proxy.username)}:${unescaped(proxy.password)}`;
  const ask = proxy.protocol === 'https:' ? secure : plain;
  agent.createConnection = (options, done?: Done) => {
    const target = `${options.host}:${options.port}`;
    const request = ask({
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: {
        Host: target,
        ...(credentials && { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
      },
      timeout: PROXY_MS,
    });
    const fail = (why: string, cause?: unknown) =>
      done?.(new KubeError('unreachable', `the proxy ${proxy.host} ${why}`, { reason: 'Proxy', cause }), undefined!);
    request.on('connect', (response, socket) => {
      if (response.statusCode !== 200) fail(`refuses the way to ${target} (${response.statusCode})`);
      else done?.(null, connectTls({ ...(options as ConnectionOptions), socket }));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (error) => fail('does not answer', error));
    request.end();
    return undefined;
  };
}

/** SOCKS is rare and comes with the Kubernetes client library, which is slow to load. */
async function socksAgent(cluster: Cluster, proxy: string): Promise<Agent> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const config = new KubeConfig();
  const entry = { name: 'it', server: cluster.server, skipTLSVerify: cluster.insecure, proxyUrl: proxy };
  config.loadFromClusterAndUser(entry, { name: 'it' });
  const options: { agent?: Agent } = {};
  await config.applyToHTTPSOptions(options);
  if (!options.agent) throw new KubeError('unreachable', `the proxy ${withoutUserInfo(proxy, '***')} can't be used`);
  return options.agent;
}

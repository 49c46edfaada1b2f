import { asObject, asString } from '../std/value.ts';
import type { Clock } from './clock.ts';
import { KubeError } from './error.ts';
import { runExecPlugin } from './exec-plugin.ts';
import type { Endpoint, User } from './kubeconfig.ts';
import { readNamed, readPem } from './pem.ts';

/** What a request carries to say who asks. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/** Gives credentials that hold now; `renew` forgets those that the server has refused. */
export interface Credentialing {
  now(): Promise<Credentials>;
  renew(): void;
}

/** A rotated token file is noticed within a minute, as in client-go. */
const REREAD_MS = 60_000;
/** Credentials that are about to end are replaced before. */
const EARLY_MS = 10_000;

interface Found {
  readonly credentials: Credentials;
  /** When to look again, in milliseconds since the epoch. */
  readonly until: number;
}

/** One look at a time: requests that start together share it. */
export function credentialing(endpoint: Endpoint, clock: Clock): Credentialing {
  let found: Found | undefined;
  let looking: Promise<Found> | undefined;
  return {
    async now() {
      if (found && clock.now() < found.until) return found.credentials;
      looking ??= find(endpoint, clock).finally(() => (looking = undefined));
      found = await looking;
      return found.credentials;
    },
    renew() {
      found = undefined;
    },
  };
}

async function find(endpoint: Endpoint, clock: Clock): Promise<Found> {
  const { user } = endpoint;
  const base = { certificate: readPem(user.certificate), key: readPem(user.key) };
  const withToken = (token: string | undefined, until: number): Found => ({
    credentials: { ...base, headers: { ...user.impersonate, ...(token && { Authorization: `Bearer ${token}` }) } },
    until,
  });
  const soon = clock.now() + REREAD_MS;
  if (user.tokenFile) return withToken(readNamed(user.tokenFile).trim(), soon);
  if (user.token) return withToken(user.token, soon);
  if (user.basic) {
    const basic = Buffer.from(`${user.basic.username}:${user.basic.password}`).toString('base64');
    return { credentials: { ...base, headers: { ...user.impersonate, Authorization: `Basic ${basic}` } }, until: soon };
  }
  if (user.exec) {
    const { token, certificate, key, expires } = await runExecPlugin(user.exec, endpoint.cluster);
    const { credentials, until } = withToken(token, expires === undefined ? Infinity : expires - EARLY_MS);
    return { credentials: { ...credentials, ...(certificate && { certificate, key }) }, until };
  }
  if (user.provider) return withToken(await providerToken(user, clock), soon);
  return withToken(undefined, soon);
}

/** Tokens of the old `auth-provider` entries. kubectl 1.26 dropped those of gcp and azure: a token that is there is used, none is fetched. */
async function providerToken(user: User, clock: Clock): Promise<string> {
  const name = asString(user.provider?.['name']) ?? '';
  const config = asObject(user.provider?.['config']);
  const token = name === 'oidc' ? await oidcToken(user, clock) : asString(config['access-token']);
  if (token) return token;
  throw new KubeError('unauthorized', `the auth-provider "${name}" of the user "${user.name}" gives no token`, {
    reason: 'AuthProvider',
  });
}

/** The client library knows how to get a new token, and takes most of a second to load: it is not asked while the old one holds. */
async function oidcToken(user: User, clock: Clock): Promise<string | undefined> {
  const token = asString(asObject(user.provider?.['config'])['id-token']);
  if (token && expiryOf(token) > clock.now() + EARLY_MS) return token;
  const { OpenIDConnectAuth } = await import('@kubernetes/client-node/dist/oidc_auth.js');
  const options: { headers: Record<string, string> } = { headers: {} };
  try {
    await new OpenIDConnectAuth().applyAuthentication({ name: user.name, authProvider: user.provider }, options);
  } catch (cause) {
    throw new KubeError('unauthorized', `the identity provider of the user "${user.name}" gives no new token`, {
      cause,
    });
  }
  return options.headers['Authorization']?.replace(/^Bearer /, '');
}

/** When a token ends, in milliseconds since the epoch; 0 where it does not say. */
function expiryOf(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return ((claims as { exp?: number }).exp ?? 0) * 1000;
  } catch {
    return 0;
  }
}

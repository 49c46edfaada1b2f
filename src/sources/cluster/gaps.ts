import type { KubeClient } from '../../kube/client.ts';
import type { ApiResource } from '../../kube/discovery.ts';
import type { KubeError, KubeErrorCode } from '../../kube/error.ts';
import type { Gap, GapCode } from '../../model/gap.ts';
import { contextFolder, resourceName } from './origin.ts';

const CODES: Readonly<Record<KubeErrorCode, GapCode>> = {
  forbidden: 'forbidden',
  unauthorized: 'unauthorized',
  unreachable: 'unreachable',
  timeout: 'timeout',
  throttled: 'unreachable',
  gone: 'timeout',
  'not-found': 'nothing-found',
  'too-large': 'limit',
  'bad-answer': 'unreadable',
  rejected: 'unsupported',
  'server-error': 'unreadable',
};

const ROLE_HINT = '`castellan doctor --rbac` prints the role that a scan needs.';

export interface About {
  readonly namespace?: string | undefined;
  readonly type?: string;
  /** One object was asked for. */
  readonly name?: string;
  /** It was listed once, and news of it stay away. */
  readonly watched?: boolean;
}

/** One kind that could not be read. */
export function gapFor(
  client: KubeClient,
  resource: Pick<ApiResource, 'plural' | 'group'>,
  error: KubeError,
  { namespace, type, name, watched }: About = {},
): Gap {
  const what = resourceName(resource);
  const where = namespace === undefined ? '' : ` in the namespace ${namespace}`;
  const common = {
    code: CODES[error.code],
    file: `${contextFolder(client.context)}/${namespace ?? '_cluster'}/${what}`,
    ...(type && { types: [type] }),
  };
  if (name !== undefined && error.code === 'not-found') return noNamespace(client.context, name);
  if (error.code === 'forbidden') {
    const [verb, done] = watched ? ['watch', 'watched'] : name === undefined ? ['list', 'listed'] : ['get', 'read'];
    return {
      ...common,
      message: `${what}${where} may not be ${done}: the right "${verb} ${what}" is missing.`,
      hint: ROLE_HINT,
    };
  }
  const state = watched ? 'may be out of date' : 'could not be read';
  return { ...common, message: `${what}${where} ${state}: ${withoutDot(error.message)}.` };
}

/** A namespace that was asked for and is not there. */
export function noNamespace(context: string, name: string): Gap {
  return {
    code: 'nothing-found',
    file: `${contextFolder(context)}/_cluster/namespaces`,
    message: `There is no namespace ${name} in ${context}.`,
    types: ['Namespace'],
    hint: 'Check its name.',
  };
}

/** A group that a server behind the API server serves, and that server is down. */
export function groupGap(client: KubeClient, groupVersion: string, message: string, types: readonly string[]): Gap {
  return {
    code: 'unreachable',
    file: `${contextFolder(client.context)}/_cluster/${groupVersion}`,
    message: `The kinds of ${groupVersion} could not be read: ${withoutDot(message)}.`,
    types,
  };
}

/** A cluster of which nothing could be read, or which went away while it was. */
export function clusterGap(client: KubeClient, error: KubeError, types: readonly string[]): Gap {
  const hint = HINTS_BY_REASON[error.reason] ?? HINTS[error.code];
  return {
    code: CODES[error.code],
    file: contextFolder(client.context),
    message: `The cluster ${client.context} could not be read to the end: ${withoutDot(error.message)}.`,
    types,
    ...(hint && { hint }),
  };
}

const HINTS: Partial<Record<KubeErrorCode, string>> = {
  unauthorized: 'Log in again; the credentials of the kubeconfig are wrong or have expired.',
  unreachable: 'Check the address in the kubeconfig, the network and the VPN.',
  timeout: 'Check the network, or give it more time with --request-timeout.',
};

const TRUST_HINT =
  'Check `certificate-authority` and the address in the kubeconfig, and that nothing stands between you and the server.';

/** What is known better by what happened to the connection. */
const HINTS_BY_REASON: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: TRUST_HINT,
  SELF_SIGNED_CERT_IN_CHAIN: TRUST_HINT,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: TRUST_HINT,
  UNABLE_TO_GET_ISSUER_CERT: TRUST_HINT,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: TRUST_HINT,
  CERT_SIGNATURE_FAILURE: TRUST_HINT,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Use a name that the certificate has, or say which by `tls-server-name` in the kubeconfig.',
  CERT_HAS_EXPIRED: 'Renew the certificate of the API server, and check the clock here.',
  CERT_NOT_YET_VALID: 'Check the clocks here and of the server.',
  ExecPlugin: 'Run the login program by itself to see what it needs.',
  Proxy: 'Check `proxy-url` in the kubeconfig, or HTTPS_PROXY and NO_PROXY.',
};

function withoutDot(message: string): string {
  return message.replace(/\.+$/, '');
}

import { KubeError, type KubeErrorCode } from './error.ts';

type Said = readonly [KubeErrorCode, (host: string) => string];

/** What codes of node's sockets, TLS and HTTP parser mean to a user. */
const MEANINGS: Readonly<Record<string, Said>> = {
  ECONNREFUSED: ['unreachable', (host) => `nothing listens at ${host}`],
  ENOTFOUND: ['unreachable', (host) => `the name of ${host} is not known`],
  EAI_AGAIN: ['unreachable', (host) => `the name of ${host} can't be looked up at the moment`],
  EHOSTUNREACH: ['unreachable', (host) => `there is no way to ${host}`],
  ENETUNREACH: ['unreachable', (host) => `there is no way to ${host}`],
  ETIMEDOUT: ['timeout', (host) => `${host} does not answer`],
  ECONNRESET: ['unreachable', (host) => `${host} broke off the connection`],
  EPIPE: ['unreachable', (host) => `${host} broke off the connection`],
  ERR_STREAM_PREMATURE_CLOSE: ['unreachable', (host) => `${host} broke off the connection`],
  Z_BUF_ERROR: ['unreachable', (host) => `${host} broke off the connection`],
  Z_DATA_ERROR: ['bad-answer', (host) => `${host} sends what can't be decompressed`],
  EPROTO: ['unreachable', (host) => `${host} does not speak TLS as it should`],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'unreachable',
    (host) => `${host} does not speak TLS: its address may begin with http://`,
  ],
  CERT_HAS_EXPIRED: ['unreachable', (host) => `the certificate of ${host} has expired`],
  CERT_NOT_YET_VALID: ['unreachable', (host) => `the certificate of ${host} is not valid yet`],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', (host) => `the certificate of ${host} is for another name`],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['unreachable', untrusted],
  SELF_SIGNED_CERT_IN_CHAIN: ['unreachable', untrusted],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['unreachable', untrusted],
  UNABLE_TO_GET_ISSUER_CERT: ['unreachable', untrusted],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['unreachable', untrusted],
  CERT_SIGNATURE_FAILURE: ['unreachable', untrusted],
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: ['unauthorized', (host) => `${host} asks for a client certificate`],
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: ['unauthorized', (host) => `${host} does not know who signed the client certificate`],
};

/** Connections that broke: asking again may help. */
export const BROKEN: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'Z_BUF_ERROR',
]);

function untrusted(host: string): string {
  return `the certificate of ${host} is signed by nobody that the kubeconfig trusts`;
}

/** Puts what the network did into a sentence. */
export function connectionError(error: unknown, host: string): KubeError {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const aborted = message === 'aborted' || message === 'socket hang up';
  const plainHttp = /wrong version number|packet length too long|http request/.test(message);
  const known = MEANINGS[aborted && !code ? 'ECONNRESET' : plainHttp ? 'ERR_SSL_WRONG_VERSION_NUMBER' : code];
  if (known) return new KubeError(known[0], known[1](host), { reason: code || 'ECONNRESET', cause: error });
  if (code.startsWith('HPE_')) {
    return new KubeError('bad-answer', `${host} does not speak HTTP`, { reason: code, cause: error });
  }
  // Node reads the certificates and the key before it connects.
  if (code.startsWith('ERR_OSSL') || code === 'ERR_CRYPTO_INVALID_KEYTYPE') {
    const why = `the client certificate, its key or the authority of the kubeconfig can't be used (${lastWords(message)})`;
    return new KubeError('unauthorized', why, { reason: code, cause: error });
  }
  if (code.startsWith('ERR_SSL') || message.includes('PEM')) {
    const why = `no secure connection to ${host}: ${lastWords(message)}`;
    return new KubeError('unreachable', why, { reason: code, cause: error });
  }
  return new KubeError('unreachable', `${host} can't be reached (${code || message})`, { reason: code, cause: error });
}

/** OpenSSL says where it was before it says what happened. */
function lastWords(message: string): string {
  return message.replace(/^.*:/s, '').trim();
}

import type { FlagRule } from './flag-check.ts';
import { missing } from './flag-rules.ts';
import { flagOf, itemsOf } from './types.ts';

/**
 * Suites that Go's crypto/tls offers as secure (`tls.CipherSuites()`), by their IANA names and the two old aliases. CBC suites with
 * SHA-1 are among them because Go answers them in constant time; those with SHA-256 are not.
 */
const STRONG = new Set([
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
]);

/** `required`: a list must be there (the default follows the Go release); `allowed`: more suites that house rules accept. */
export type CipherParameters = { readonly required: boolean; readonly allowed: string[] };

/** Only strong cipher suites may be listed. */
export const strongCiphers: FlagRule<CipherParameters> = (component, { required, allowed }) => {
  const items = itemsOf(component, 'tls-cipher-suites');
  const weak = items.filter(({ item }) => !STRONG.has(item) && !allowed.includes(item));
  const flag = flagOf(component, 'tls-cipher-suites');
  if (!flag || items.length === 0)
    return required ? missing(component, 'tls-cipher-suites', 'the default depends on the release') : [];
  if (weak.length === 0) return [];
  const strong = items.filter((entry) => !weak.includes(entry)).map(({ item }) => item);
  const problem = { path: flag.path, message: `${flag.title} allows ${weak.map(({ item }) => item).join(', ')}` };
  if (strong.length === 0 || !flag.rewrite) return [problem];
  return [{ ...problem, repair: { title: 'Keep only the strong cipher suites', ...flag.rewrite(strong.join(',')) } }];
};

import type { Authority, Pair } from './certificates.ts';

/** A kubeconfig (as JSON, which is YAML) with one context, `test`, and a client certificate. */
export function kubeconfigText(server: string, authority: Authority, pair: Pair): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': base64(authority.certificate) } }],
    users: [
      {
        name: 'user',
        user: { 'client-certificate-data': base64(pair.certificate), 'client-key-data': base64(pair.key) },
      },
    ],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'user' } }],
  });
}

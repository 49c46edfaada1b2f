import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'service-account-token-long-lived',
  title: 'Service account token that never expires',
  severity: 'medium',
  category: 'secrets',
  profile: 'recommended',
  why: 'The token is valid until the Secret is deleted, from anywhere and for any audience: a leaked copy is a lasting key to the cluster.',
  remedy: 'Remove the Secret; take short-lived tokens from the TokenRequest API or a projected volume.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
  ],
  types: ['Secret'],

  find(resource) {
    if (resource.object['type'] !== 'kubernetes.io/service-account-token') return [];
    const account = asString(at(resource.object, 'metadata', 'annotations', 'kubernetes.io/service-account.name'));
    return [{ path: ['type'], message: `the token of ${account ?? 'a service account'} never expires` }];
  },
});

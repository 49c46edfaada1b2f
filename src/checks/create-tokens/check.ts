import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'create-tokens',
  title: 'Role can issue tokens of ServiceAccounts',
  severity: 'high',
  profile: 'recommended',
  why: 'A token that is requested for a ServiceAccount carries all its rights and works from anywhere until it expires, so the holder becomes any account in reach.',
  remedy: 'Restrict serviceaccounts/token with resourceNames to the accounts that the holder must speak for.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request',
    'https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/',
  ],
  ...rightsCheck({ groups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }),
});

import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'manage-secrets',
  title: 'Role can change Secrets',
  severity: 'medium',
  profile: 'all',
  why: 'Writing Secrets lets the holder plant credentials and certificates that workloads trust, mint ServiceAccount tokens by a token Secret, or break what depends on them by deleting.',
  remedy: 'Restrict the rule with resourceNames, or leave writing Secrets to the controller that owns them.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  ...rightsCheck({ groups: [''], resources: ['secrets'], verbs: WRITE_VERBS }),
});

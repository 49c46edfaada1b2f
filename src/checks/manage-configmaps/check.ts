import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'manage-configmaps',
  title: 'Role can change ConfigMaps',
  severity: 'low',
  profile: 'all',
  why: "ConfigMaps steer what runs: the cluster's DNS, proxies and many applications read theirs live, so a changed one redirects traffic or runs other code.",
  remedy: 'Restrict the rule with resourceNames to the ConfigMaps that the holder owns.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...rightsCheck({ groups: [''], resources: ['configmaps'], verbs: WRITE_VERBS }),
});

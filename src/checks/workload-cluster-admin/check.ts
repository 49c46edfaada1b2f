import { givesEverything } from '../../access/powers.ts';
import { strongAccountCheck } from '../../access/risky-account.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'workload-cluster-admin',
  title: 'Workload runs as cluster admin',
  severity: 'high',
  profile: 'recommended',
  why: 'The token in its containers may do everything in the cluster, so a hole in this application is a hole in all of it.',
  remedy: 'Run it as a ServiceAccount with the rights that it uses, or do not mount a token if it uses none.',
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  covers: ['workload-cluster-takeover'],
  ...strongAccountCheck(givesEverything, 'allows everything in the whole cluster'),
});

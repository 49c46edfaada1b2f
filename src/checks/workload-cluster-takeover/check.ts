import { givesTakeover } from '../../access/powers.ts';
import { strongAccountCheck } from '../../access/risky-account.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'workload-cluster-takeover',
  title: 'Workload holds rights that lead to the whole cluster',
  severity: 'high',
  profile: 'all',
  why: 'The token in its containers may run workloads, read Secrets or raise its own rights in all namespaces: whoever breaks into the application goes on to the cluster.',
  remedy: 'Give its ServiceAccount these rights in single namespaces only, and only those that it uses.',
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  ...strongAccountCheck(
    givesTakeover,
    'allows running or entering workloads, reading Secrets or raising rights in all namespaces',
  ),
});

import { settingCheck, type Problem } from '../../cloud/setting-check.ts';
import { lacksLogTypes, auditLogsOf } from '../../cloud/logs.ts';
import type { Part } from '../../cloud/part.ts';

const NO_SETTING = ({ base }: Part): Problem => ({
  path: base,
  message: 'no diagnostic setting of the cluster takes the categories kube-audit or kube-audit-admin',
});

export default settingCheck({
  id: 'control-plane-audit-log-off',
  title: 'Managed cluster keeps no audit log',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without the audit log nobody can tell afterwards who read a secret, changed a role or ran a command in a pod.',
  remedy:
    'EKS: add audit to enabled_cluster_log_types. AKS: send the categories kube-audit or kube-audit-admin somewhere with a diagnostic setting. GKE writes audit logs always.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
    'https://learn.microsoft.com/en-us/azure/aks/monitor-aks',
  ],
  covers: ['control-plane-logs-incomplete'],
  rules: [
    lacksLogTypes(['audit']),
    {
      of: 'aks-cluster',
      find: (part, { inventory }) => (auditLogsOf(part, inventory) === 'none' ? [NO_SETTING(part)] : []),
    },
  ],
});

import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { eksNodeGroup } from '../../cloud/eks.ts';
import { valueOf } from '../../cloud/fact.ts';

export default settingCheck({
  id: 'node-ssh-open',
  title: 'SSH of the nodes is open to the internet',
  severity: 'high',
  profile: 'recommended',
  why: 'EKS opens port 22 of the nodes to every address when a key is named without the groups that may use it.',
  remedy: 'Name source_security_group_ids, or better leave remote_access out and use Session Manager.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group',
  ],
  rules: [
    wrong(eksNodeGroup.sshKey, (value) => !missing(value) && value !== false, {
      unless: (part) => !missing(valueOf(part, eksNodeGroup.sshSources) ?? 'unknown'),
      says: (_, { label }) => `${label} is set without source security groups, so port 22 is open to every address`,
    }),
  ],
});

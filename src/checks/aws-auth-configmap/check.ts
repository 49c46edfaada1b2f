import { grantOfNamed } from '../../access/grants.ts';
import { anyRight, ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'aws-auth-configmap',
  title: 'Role can change who may enter the EKS cluster',
  severity: 'high',
  profile: 'all',
  why: 'On EKS the ConfigMap aws-auth maps IAM identities to Kubernetes users and groups: one added line makes any IAM user of the account a member of system:masters.',
  remedy: "Move to EKS access entries, and leave aws-auth to the cluster's administrators.",
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  ...ruleCheck(
    { groups: [''], resources: ['configmaps'], verbs: ['update', 'patch', 'delete'] },
    ({ rule, parameters }) => {
      const grant = rule.names.includes('aws-auth') ? grantOfNamed(rule, parameters) : undefined;
      const what = `allows ${grant?.verbs.join(', ')} on the ConfigMap aws-auth`;
      return grant && { path: [...rule.path, 'verbs'], what };
    },
    (given) => [...anyRight(given), ['aws-auth']],
  ),
});

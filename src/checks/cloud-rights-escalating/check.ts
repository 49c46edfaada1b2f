import { settingCheck } from '../../cloud/setting-check.ts';
import { anyResource } from '../../cloud/aws-iam.ts';
import { grantRules, covers } from '../../cloud/grants.ts';

const ESCALATING = [
  'iam:PassRole',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:AddUserToGroup',
  'sts:AssumeRole',
  'eks:AssociateAccessPolicy',
];

const ROLES = new Set([
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountUser',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.securityAdmin',
  'roles/iam.roleAdmin',
  'roles/iam.organizationRoleAdmin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/container.admin',
]);

export default settingCheck({
  id: 'cloud-rights-escalating',
  title: 'Cluster can give itself more rights in the cloud',
  severity: 'high',
  profile: 'recommended',
  why: 'Passing any role to a new machine, changing policies or acting as any account are steps to administrator of the account from one taken pod.',
  remedy:
    'Limit these actions to the roles and accounts that they are meant for, with conditions such as iam:PassedToService.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://cloud.google.com/iam/docs/best-practices-service-accounts',
  ],
  others: [
    ...grantRules({
      aws: (grant) => {
        if ('managed' in grant || grant.statement.allBut || grant.statement.condition !== undefined) return undefined;
        const { actions } = grant.statement;
        const steps = anyResource(grant.statement)
          ? ESCALATING.filter((step) => actions.some((action) => action !== '*' && covers(action, step)))
          : [];
        return steps.length > 0 ? { says: `${steps.slice(0, 3).join(', ')} on every resource is a right` } : undefined;
      },
      google: ({ role }) => (ROLES.has(role) ? { says: `${role} is a role` } : undefined),
    }),
  ],
});

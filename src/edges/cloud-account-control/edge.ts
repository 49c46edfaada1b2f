import { anyResource, awsGrants, type Grant } from '../../cloud/aws-iam.ts';
import { googleGrants, PROJECT_GRANTS } from '../../cloud/google-iam.ts';
import { covers } from '../../cloud/grants.ts';
import { asString, entryOf } from '../../std/value.ts';
import { accountRoles, nodeRoles } from '../cloud-roles.ts';
import { defineEdge } from '../edge.ts';
import type { Ease, EdgeSink, Fact } from '../edge.ts';
import type { World } from '../world.ts';

/** Actions that let a role give itself whatever it lacks, where they are about everything. */
const TAKING_OVER = [
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
];

/** Policies of AWS and roles of Google Cloud that are worth the account or the project. */
const MANAGED: Readonly<Record<string, Ease>> = { AdministratorAccess: 'given', IAMFullAccess: 'easy' };
const GOOGLE: Readonly<Record<string, Ease>> = {
  'roles/owner': 'given',
  'roles/resourcemanager.projectIamAdmin': 'easy',
  'roles/resourcemanager.folderIamAdmin': 'easy',
  'roles/resourcemanager.organizationAdmin': 'easy',
  'roles/iam.securityAdmin': 'easy',
};

interface Power {
  readonly ease: Ease;
  readonly fact: Fact;
}

function powerOf(grant: Grant): Power | undefined {
  const { resource, path, role } = grant;
  if ('managed' in grant) {
    const ease = entryOf(MANAGED, grant.managed);
    return ease && { ease, fact: { resource, path, note: `role ${role} has the policy ${grant.managed}` } };
  }
  const { actions, allBut, condition } = grant.statement;
  if (allBut || condition !== undefined || !anyResource(grant.statement)) return undefined;
  if (actions.some((action) => action === '*' || action === '*:*')) {
    return { ease: 'given', fact: { resource, path, note: `role ${role} may do everything on everything` } };
  }
  const taking = TAKING_OVER.filter((step) => actions.some((action) => covers(action, step)));
  if (taking.length === 0) return undefined;
  return {
    ease: 'easy',
    fact: { resource, path, note: `role ${role} may ${taking.slice(0, 3).join(', ')} on everything` },
  };
}

function controlAws(world: World, out: EdgeSink): void {
  const powers = Map.groupBy(awsGrants(world.inventory), ({ role }) => role);
  const roles = [...accountRoles(world), ...nodeRoles(world)].filter(({ cloud }) => cloud === 'aws');
  for (const { vertex, name } of roles) {
    for (const grant of powers.get(name) ?? []) {
      const power = powerOf(grant);
      if (power) out.edge(vertex, world.vertices.make('cloudaccount', 'cloudaccount/aws', ''), power.fact, power.ease);
    }
  }
}

function controlGoogle(world: World, out: EdgeSink): void {
  const roles = accountRoles(world).filter(({ cloud }) => cloud === 'google');
  if (roles.length === 0) return;
  for (const resource of PROJECT_GRANTS.flatMap((type) => world.inventory.ofType(type))) {
    for (const { role, member, known, path } of googleGrants(resource)) {
      const ease = entryOf(GOOGLE, role);
      if (!ease || !known) continue;
      const project = asString(resource.object['project']) ?? 'google';
      const account = world.vertices.make('cloudaccount', `cloudaccount/${project}`, '');
      const fact = { resource, path, note: `${member} has ${role}` };
      const holders = roles.filter(({ name }) => member === `serviceAccount:${name}`);
      for (const { vertex } of holders) out.edge(vertex, account, fact, ease);
    }
  }
}

export default defineEdge({
  id: 'cloud-account-control',
  title: 'rules in the cloud',
  from: ['cloudrole'],
  to: ['cloudaccount'],
  technique: 'T1078.004',
  ease: 'easy',
  why: 'The role has all rights in the account, or may change policies and so give itself all of them: the cluster is then the smaller part of what is lost.',
  remedy:
    'Give the role the few actions that its workload needs, on resources by their ARN, and none that changes policies.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://cloud.google.com/iam/docs/best-practices-service-accounts',
  ],
  find(world, out) {
    controlAws(world, out);
    controlGoogle(world, out);
  },
});

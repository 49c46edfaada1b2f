import type { Inventory } from '../model/inventory.ts';
import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, asStrings, isObject } from '../std/value.ts';
import { referred, refersTo } from './references.ts';
import { blocks, isUnknown } from './value.ts';

/* Rights in AWS of what runs in EKS: which roles it has, and what their policies grant. */

/** One statement of a policy that allows something. */
export interface Statement {
  readonly actions: readonly string[];
  /** `NotAction`: all actions but these. */
  readonly allBut: boolean;
  readonly resources: readonly string[];
  readonly condition: Json | undefined;
  readonly principal: Json | undefined;
  readonly path: Path;
}

/** Who acts as a role. */
export type RoleUse = 'nodes' | 'pods' | 'the control plane';

/** One right that a role of the cluster has, where it is granted. */
export type Grant = {
  readonly use: RoleUse;
  readonly role: string;
  readonly resource: Resource;
  readonly path: Path;
} & ({ readonly managed: string } | { readonly statement: Statement });

const ATTACHMENTS = ['aws_iam_role_policy_attachment', 'aws_iam_policy_attachment'];

/** Types of resources that grants stand in. */
export const GRANT_TYPES = ['aws_iam_role', 'aws_iam_role_policy', 'aws_iam_policy', ...ATTACHMENTS];

/** All rights of the roles that nodes, pods and control planes of EKS act as. */
export function awsGrants(inventory: Inventory): readonly Grant[] {
  return inventory.derive(readGrants);
}

function readGrants(inventory: Inventory): readonly Grant[] {
  return inventory.ofType('aws_iam_role').flatMap((role) => {
    const use = useOf(role, inventory);
    return use ? rightsOf(role, inventory).map((right) => ({ ...right, use, role: nameOf(role) })) : [];
  });
}

type Right = { readonly resource: Resource; readonly path: Path } & (
  | { readonly managed: string }
  | { readonly statement: Statement }
);

function rightsOf(role: Resource, inventory: Inventory): Right[] {
  const inline = blocks(role.object, 'inline_policy').flatMap(({ value, path }) =>
    statementRights(role, value['policy'], [...path, 'policy']),
  );
  const listed = asList(role.object['managed_policy_arns']).flatMap((arn, i) =>
    policyRights(role, arn, ['managed_policy_arns', i], inventory),
  );
  const own = inventory
    .ofType('aws_iam_role_policy')
    .filter((policy) => refersTo(policy, policy.object['role'], role) === true)
    .flatMap((policy) => statementRights(policy, policy.object['policy'], ['policy']));
  const attached = ATTACHMENTS.flatMap((type) => inventory.ofType(type))
    .filter((link) =>
      [link.object['role'], link.object['roles']].some((to) => to !== undefined && refersTo(link, to, role) === true),
    )
    .flatMap((link) => policyRights(link, link.object['policy_arn'], ['policy_arn'], inventory));
  return [...inline, ...listed, ...own, ...attached];
}

/** A policy of AWS by its name, or the statements of one of the account's own. */
function policyRights(from: Resource, arn: Json | undefined, path: Path, inventory: Inventory): Right[] {
  const text = asString(arn);
  if (text !== undefined && /^arn:aws[a-z-]*:iam::aws:policy\//.test(text)) {
    return [{ resource: from, path, managed: text.slice(text.lastIndexOf('/') + 1) }];
  }
  return referred(inventory, from, arn, 'aws_iam_policy').flatMap((policy) =>
    statementRights(policy, policy.object['policy'], ['policy']),
  );
}

function statementRights(resource: Resource, document: Json | undefined, path: Path): Right[] {
  return allowed(document, path).map((statement) => ({ resource, path: statement.path, statement }));
}

/** The statements of a policy document that allow something; those that are not known are left out. */
export function allowed(document: Json | undefined, path: Path): Statement[] {
  const text = asString(document);
  const value = text === undefined ? document : parsed(text);
  const statements = [asObject(value)['Statement'] ?? []].flat();
  return statements.filter(isObject).flatMap((statement) => {
    if (isUnknown(statement) || statement['Effect'] !== 'Allow') return [];
    const allBut = statement['NotAction'] !== undefined;
    return [
      {
        actions: texts(allBut ? statement['NotAction'] : statement['Action']),
        allBut,
        resources: texts(statement['Resource']),
        condition: statement['Condition'],
        principal: statement['Principal'],
        path,
      },
    ];
  });
}

/** Policies are limited to a few kilobytes by AWS; what is longer is none. */
const LONGEST_POLICY = 200_000;

function parsed(text: string): Json | undefined {
  if (text.length > LONGEST_POLICY) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function texts(value: Json | undefined): string[] {
  return typeof value === 'string' ? [value] : asStrings(value);
}

const USERS: readonly (readonly [RoleUse, type: string, attribute: string])[] = [
  ['nodes', 'aws_eks_node_group', 'node_role_arn'],
  ['the control plane', 'aws_eks_cluster', 'role_arn'],
  ['pods', 'aws_eks_pod_identity_association', 'role_arn'],
  ['pods', 'aws_eks_fargate_profile', 'pod_execution_role_arn'],
  ['pods', 'aws_eks_addon', 'service_account_role_arn'],
];

/** Who acts as a role: what refers to it, what its trust policy says, or that it has the policy that every node needs. */
function useOf(role: Resource, inventory: Inventory): RoleUse | undefined {
  for (const [use, type, attribute] of USERS) {
    const users = inventory.ofType(type);
    if (
      users.some(
        (user) => user.object[attribute] !== undefined && refersTo(user, user.object[attribute], role) === true,
      )
    )
      return use;
  }
  const trust = trustOf(role);
  if (trust.some(trustsServiceAccounts)) return 'pods';
  if (trust.some(({ principal }) => services(principal).includes('eks.amazonaws.com'))) return 'the control plane';
  return rightsOf(role, inventory).some((right) => 'managed' in right && right.managed === 'AmazonEKSWorkerNodePolicy')
    ? 'nodes'
    : undefined;
}

/** The statements that say who may act as a role. */
export function trustOf(role: Resource): Statement[] {
  return allowed(role.object['assume_role_policy'], ['assume_role_policy']);
}

/** Whether a statement lets service accounts of a cluster in: by its OIDC provider, or by Pod Identity. */
export function trustsServiceAccounts({ actions, principal }: Statement): boolean {
  if (services(principal).includes('pods.eks.amazonaws.com')) return true;
  return actions.includes('sts:AssumeRoleWithWebIdentity') && /oidc|openid/i.test(JSON.stringify(principal) ?? '');
}

function services(principal: Json | undefined): string[] {
  return texts(asObject(principal)['Service']);
}

/** The name of a role, or its address where that is not known. */
export function nameOf(role: Resource): string {
  return asString(role.object['name']) ?? role.name;
}

/** Whether a statement is about everything there is of its service. */
export function anyResource({ resources }: Statement): boolean {
  return resources.some((resource) => resource === '*' || /^arn:aws[a-z-]*:[a-z0-9-]+:\*?:\*?:\*$/.test(resource));
}

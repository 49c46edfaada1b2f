import type { Inventory } from '../model/inventory.ts';
import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asString, show } from '../std/value.ts';
import { valueOf } from './fact.ts';
import { gkeNodePool } from './gke.ts';
import { partsOf } from './part.ts';
import { mentions, localAddress, refersTo } from './references.ts';
import { isUnknown, setting, unknownText } from './value.ts';

/* Who has which role in Google Cloud, as Terraform grants them. */

/** A role for one member. */
export interface RoleGrant {
  readonly role: string;
  /** `serviceAccount:x@y`, `allUsers`; the expression where it is not known. */
  readonly member: string;
  readonly known: boolean;
  readonly path: Path;
}

export const PROJECT_GRANTS = [
  'google_project_iam_member',
  'google_project_iam_binding',
  'google_folder_iam_member',
  'google_folder_iam_binding',
  'google_organization_iam_member',
  'google_organization_iam_binding',
];

/** The members that a grant in Terraform names. */
export function googleGrants({ object }: Resource): RoleGrant[] {
  const role = asString(object['role']);
  if (role === undefined) return [];
  const list = asList(object['members']).map((member, i) => toGrant(role, member, ['members', i]));
  return [toGrant(role, object['member'], ['member']), ...list].filter((grant) => grant !== undefined);
}

function toGrant(role: string, member: Json | undefined, path: Path): RoleGrant | undefined {
  const text = asString(member) ?? unknownText(member);
  return text === undefined
    ? undefined
    : { role, member: text, known: !isUnknown(member), path: isUnknown(member) ? ['role'] : path };
}

/** What acts as the member of a grant: nodes of a GKE cluster or its pods; undefined for people and others. */
export function usedBy(grant: RoleGrant, from: Resource, inventory: Inventory): 'nodes' | 'pods' | undefined {
  if (grant.member.endsWith('-compute@developer.gserviceaccount.com')) {
    return inventory.ofType('google_container_cluster').length > 0 ? 'nodes' : undefined;
  }
  if (grant.member.includes('.svc.id.goog')) return 'pods';
  const account = accountOf(grant, from, inventory);
  if (isAccountOfNodes(grant, account, inventory)) return 'nodes';
  return account && isAccountOfPods(account, inventory) ? 'pods' : undefined;
}

function accountOf({ member, known }: RoleGrant, from: Resource, inventory: Inventory): Resource | undefined {
  return inventory.ofType('google_service_account').find((account) => {
    if (!known) return mentions(member, localAddress(account));
    const id = asString(account.object['account_id']);
    return (id !== undefined && member.startsWith(`serviceAccount:${id}@`)) || refersTo(from, member, account) === true;
  });
}

function isAccountOfNodes({ member, known }: RoleGrant, account: Resource | undefined, inventory: Inventory): boolean {
  return ['google_container_node_pool', 'google_container_cluster'].some((type) =>
    inventory.ofType(type).some((pool) => {
      const written = setting(pool.object, gkeNodePool.serviceAccount.paths.terraform);
      if (written.state === 'unknown')
        return account !== undefined && refersTo(pool, valueAt(pool, written.path), account) === true;
      return partsOf(pool).some(
        (part) => known && member === `serviceAccount:${show(valueOf(part, gkeNodePool.serviceAccount))}`,
      );
    }),
  );
}

function valueAt({ object }: Resource, path: Path): Json | undefined {
  let here: Json | undefined = object;
  for (const step of path) here = (here as Record<string | number, Json> | undefined)?.[step];
  return here;
}

/** Workload identity: the account lets service accounts of a cluster act as it. */
function isAccountOfPods(account: Resource, inventory: Inventory): boolean {
  return ['google_service_account_iam_member', 'google_service_account_iam_binding'].some((type) =>
    inventory
      .ofType(type)
      .some(
        (link) =>
          link.object['role'] === 'roles/iam.workloadIdentityUser' &&
          refersTo(link, link.object['service_account_id'], account) === true,
      ),
  );
}

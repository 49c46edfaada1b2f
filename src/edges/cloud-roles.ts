import { awsGrants, nameOf } from '../cloud/aws-iam.ts';
import { referred } from '../cloud/references.ts';
import { blocks } from '../cloud/value.ts';
import type { Inventory } from '../model/inventory.ts';
import { asString, at } from '../std/value.ts';
import type { Fact, Guard } from './edge.ts';
import type { Vertex } from './vertices.ts';
import type { Identity } from './world-access.ts';
import type { World } from './world.ts';

/** A role in a cloud that somebody of the cluster acts as. */
export interface CloudRole<From> {
  readonly from: From;
  readonly vertex: Vertex;
  /** The name of a role of AWS, or the address of an account of Google Cloud. */
  readonly name: string;
  readonly cloud: Cloud | undefined;
  readonly fact: Fact;
}
export type Cloud = 'aws' | 'google';

interface Annotation {
  readonly key: string;
  readonly cloud: Cloud | undefined;
}

const ANNOTATIONS: readonly Annotation[] = [
  { key: 'eks.amazonaws.com/role-arn', cloud: 'aws' },
  { key: 'iam.gke.io/gcp-service-account', cloud: 'google' },
  { key: 'azure.workload.identity/client-id', cloud: undefined },
];

/** Roles that service accounts act as: by annotation, and by associations of EKS Pod Identity in Terraform. */
export function accountRoles(world: World): readonly CloudRole<Identity>[] {
  return [...annotated(world), ...associated(world)];
}

function annotated({ access, vertices }: World): CloudRole<Identity>[] {
  return access.identities.flatMap((identity) => {
    const { resource, namespace } = identity;
    return ANNOTATIONS.flatMap(({ key, cloud }): CloudRole<Identity>[] => {
      const role = asString(at(resource?.object, 'metadata', 'annotations', key));
      if (!resource || !role) return [];
      const note = `service account ${namespace}/${resource.name} is annotated with ${role}`;
      const fact = { resource, path: ['metadata', 'annotations', key], note };
      return [{ from: identity, vertex: vertexOf(vertices, role), name: shortName(role), cloud, fact }];
    });
  });
}

function associated({ access, inventory, vertices }: World): CloudRole<Identity>[] {
  return inventory.ofType('aws_eks_pod_identity_association').flatMap((link) => {
    const [namespace, account] = [asString(link.object['namespace']), asString(link.object['service_account'])];
    if (!namespace || !account) return [];
    return roleNames(inventory, link).map((name) => {
      const note = `Pod Identity gives role ${name} to service account ${namespace}/${account}`;
      const fact = { resource: link, path: ['service_account'], note };
      return { from: access.account(namespace, account), vertex: vertexOf(vertices, name), name, cloud: 'aws', fact };
    });
  });
}

function roleNames(inventory: Inventory, link: Parameters<typeof referred>[1]): string[] {
  const arn = link.object['role_arn'];
  const known = referred(inventory, link, arn, 'aws_iam_role').map(nameOf);
  const text = asString(arn);
  return known.length > 0 || text === undefined ? known : [shortName(text)];
}

/** Roles of node groups in Terraform, for nodes of which no object tells where they run. */
export function nodeRoles({ inventory, vertices, places }: World): readonly CloudRole<Vertex>[] {
  const grants = awsGrants(inventory).filter(({ use }) => use === 'nodes');
  const known = new Map(inventory.ofType('aws_iam_role').map((role) => [nameOf(role), role]));
  // The role is the fact: to take one of its policies away leaves the nodes what they are.
  const byRole = new Map(
    grants.map(({ role, resource, path }) => {
      const own = known.get(role);
      return [role, own ? { resource: own, path: ['name'] } : { resource, path }] as const;
    }),
  );
  return places.nodes
    .filter(({ assumed }) => assumed)
    .flatMap((from) =>
      [...byRole].map(([name, { resource, path }]) => {
        const fact = { resource, path, note: `nodes of the cluster act as role ${name}` };
        return { from, vertex: vertexOf(vertices, name), name, cloud: 'aws' as const, fact };
      }),
    );
}

/** Where all launch templates let answers of the metadata service travel one hop: pods are two away. */
export function hopGuard(inventory: Inventory): Guard | undefined {
  const limits = inventory
    .ofType('aws_launch_template')
    .map((resource) => ({ resource, options: blocks(resource.object, 'metadata_options')[0] }));
  const [first] = limits;
  if (!first || limits.some(({ options }) => options?.value['http_put_response_hop_limit'] !== 1)) return undefined;
  const path = [...first.options!.path, 'http_put_response_hop_limit'];
  const proof = { resource: first.resource, path, note: 'answers of the metadata service travel one hop' };
  return { name: 'hop limit of the metadata service', proof };
}

function vertexOf(vertices: World['vertices'], role: string): Vertex {
  return vertices.make('cloudrole', `cloudrole/${role}`, '');
}

/** `orders` of `arn:aws:iam::111122223333:role/team/orders`; anything else as it is. */
function shortName(role: string): string {
  return role.startsWith('arn:') ? role.slice(role.lastIndexOf('/') + 1) : role;
}

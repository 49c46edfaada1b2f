import type { Inventory } from '../../model/inventory.ts';
import { isUrlRequest, type AccessRequest, type ResourceRequest } from '../authorizer/request.ts';
import { indexRules, questionOf, rulesAllow } from '../authorizer/rule-index.ts';
import { NODES, type User } from '../authorizer/users.ts';
import { effectiveRules } from '../aggregation.ts';
import { roleOf } from '../roles.ts';
import { nodeNeeds, type NodeNeeds } from './graph.ts';

/** What kubelets may do for the pods of their nodes, beside RBAC. */
export interface NodeAuthorizer {
  /** Whether the Node authorizer allows the request; it has no opinion on others, and denies nothing. */
  can(user: User, request: AccessRequest): boolean;
}

const PREFIX = 'system:node:';
const ROLE = 'system:node';

interface Asked {
  readonly node: string;
  readonly request: ResourceRequest;
  readonly needs: ReadonlySet<string>;
}

/**
 * Decides as plugin/pkg/auth/authorizer/node of Kubernetes 1.36 does, whose fixed rules are those of the ClusterRole
 * `system:node`. What depends on field selectors is denied: a question names none.
 */
export function createNodeAuthorizer(inventory: Inventory): NodeAuthorizer {
  let needs: NodeNeeds | undefined;
  const resource = inventory.find('ClusterRole', '', ROLE);
  const role = resource && roleOf(resource);
  const rules = role && indexRules(effectiveRules(inventory, role));
  return {
    can(user, request) {
      const node = nodeOf(user);
      if (node === undefined) return false;
      if (!isUrlRequest(request)) {
        const decide = DECISIONS[`${request.group}/${request.resource}`];
        needs ??= nodeNeeds(inventory);
        if (decide) return decide({ node, request, needs: needs.get(node) ?? NOTHING });
      }
      return rules !== undefined && rulesAllow(rules, questionOf(request));
    },
  };
}

const NOTHING: ReadonlySet<string> = new Set();

/** `DefaultNodeIdentifier`: the name and the group both have to say it. */
function nodeOf({ name, groups }: User): string | undefined {
  return name.startsWith(PREFIX) && groups.includes(NODES) ? name.slice(PREFIX.length) || undefined : undefined;
}

type Decision = (asked: Asked) => boolean;

const LEASES = 'kube-node-lease';

const DECISIONS: Readonly<Record<string, Decision>> = {
  '/secrets': (asked) => readsNamed(asked, 'secret'),
  '/configmaps': (asked) => readsNamed(asked, 'configmap'),
  '/persistentvolumeclaims': (asked) =>
    asked.request.subresource === 'status' ? writesStatus(asked, 'pvc') : getsNamed(asked, 'pvc'),
  '/persistentvolumes': (asked) => getsNamed(asked, 'pv'),
  'resource.k8s.io/resourceclaims': (asked) => getsNamed(asked, 'resourceclaim'),
  'storage.k8s.io/volumeattachments': (asked) => getsNamed(asked, 'volumeattachment'),
  '/serviceaccounts': (asked) =>
    asked.request.subresource === 'token'
      ? asked.request.verb === 'create' && needed(asked, 'serviceaccount')
      : getsNamed(asked, 'serviceaccount'),
  'coordination.k8s.io/leases': ({ node, request: { verb, subresource, namespace, name } }) =>
    subresource === '' && namespace === LEASES && isOwnObject(verb, name, node),
  'storage.k8s.io/csinodes': ({ node, request: { verb, subresource, name } }) =>
    subresource === '' && isOwnObject(verb, name, node),
  'resource.k8s.io/resourceslices': (asked) => {
    const { verb, subresource } = asked.request;
    if (subresource !== '') return false;
    return verb === 'create' || (['get', 'update', 'patch', 'delete'].includes(verb) && needed(asked, 'resourceslice'));
  },
  '/nodes': ({ node, request: { verb, subresource, name } }) => {
    if (subresource === 'status') return ['update', 'patch'].includes(verb);
    if (subresource !== '') return false;
    return ['create', 'update', 'patch'].includes(verb) || (['get', 'list', 'watch'].includes(verb) && name === node);
  },
  '/pods': (asked) => {
    const { verb, subresource } = asked.request;
    if (subresource === 'status') return ['update', 'patch'].includes(verb);
    if (subresource === 'eviction') return verb === 'create';
    if (subresource !== '') return false;
    return ['create', 'delete'].includes(verb) || (['get', 'list', 'watch'].includes(verb) && needed(asked, 'pod'));
  },
};

function readsNamed(asked: Asked, kind: string): boolean {
  const { verb, subresource, namespace } = asked.request;
  return ['get', 'list', 'watch'].includes(verb) && subresource === '' && namespace !== '' && needed(asked, kind);
}

function getsNamed(asked: Asked, kind: string): boolean {
  return asked.request.verb === 'get' && asked.request.subresource === '' && needed(asked, kind);
}

function writesStatus(asked: Asked, kind: string): boolean {
  return ['update', 'patch'].includes(asked.request.verb) && needed(asked, kind);
}

/** Its own object by name; a creation names none yet. */
function isOwnObject(verb: string, name: string, node: string): boolean {
  return verb === 'create' || (['get', 'update', 'patch', 'delete'].includes(verb) && name === node);
}

/** Whether a path leads from the object to the node. */
function needed({ request: { namespace, name }, needs }: Asked, kind: string): boolean {
  return name !== '' && needs.has(`${kind} ${namespace ? `${namespace}/` : ''}${name}`);
}

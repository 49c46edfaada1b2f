import type { JsonObject } from '../../model/json.ts';
import type { GivenSubject } from '../authorizer/given.ts';
import { isUrlRequest, type AccessRequest } from '../authorizer/request.ts';
import { splitAccountName } from '../authorizer/users.ts';
import { leastRules } from './least-rules.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** A role and its binding for each namespace that requests are in, and for those that are in none. */
export function rolesFor(
  subject: Pick<GivenSubject, 'kind' | 'name'>,
  requests: readonly AccessRequest[],
): JsonObject[] {
  const scopes = Map.groupBy(requests, (request) => (isUrlRequest(request) ? '' : request.namespace));
  const name = objectName(subject);
  return [...scopes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([namespace, members]) => pair(name, namespace, subject, leastRules(members)));
}

function pair(
  name: string,
  namespace: string,
  subject: Pick<GivenSubject, 'kind' | 'name'>,
  rules: JsonObject[],
): JsonObject[] {
  const metadata = { name, ...(namespace && { namespace }) };
  const kind = namespace ? 'Role' : 'ClusterRole';
  const common = { apiVersion: `${RBAC}/v1` };
  return [
    { ...common, kind, metadata, rules },
    {
      ...common,
      kind: `${kind}Binding`,
      metadata: { ...metadata },
      roleRef: { apiGroup: RBAC, kind, name },
      subjects: [subjectOf(subject)],
    },
  ];
}

function subjectOf({ kind, name }: Pick<GivenSubject, 'kind' | 'name'>): JsonObject {
  const account = kind === 'user' ? splitAccountName(name) : undefined;
  if (account) return { kind: 'ServiceAccount', namespace: account.namespace, name: account.name };
  return { kind: kind === 'user' ? 'User' : 'Group', apiGroup: RBAC, name };
}

/** Names of roles may hold anything but a slash and a percent sign (`path.ValidatePathSegmentName`). */
function objectName({ kind, name }: Pick<GivenSubject, 'kind' | 'name'>): string {
  const account = kind === 'user' ? splitAccountName(name) : undefined;
  if (account) return `used-by:account:${account.namespace}:${account.name}`;
  return `used-by:${kind}:${name.replaceAll(/[/%]/g, '|')}`;
}

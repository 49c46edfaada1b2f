import type { Json } from '../../model/json.ts';
import { asObject, asString, asStrings, at } from '../../std/value.ts';
import type { AccessRequest } from '../authorizer/request.ts';
import { splitAccountName, type User, userNamed } from '../authorizer/users.ts';

/** What one event of an audit log says somebody was allowed to do. */
export interface Allowed {
  readonly user: User;
  readonly request: AccessRequest;
}

/** An event as far as rights are concerned; undefined for what is no request that was allowed and has ended. */
export interface AuditEvent {
  /** More than one for a request in somebody else's name. */
  readonly allowed: readonly Allowed[];
  /** ISO time. */
  readonly time: string;
  /** Whether this is the last event of its request: a request counts once. */
  readonly ended: boolean;
}

const DECISION = 'authorization.k8s.io/decision';
/** A request has several events; watches have no last one until they are closed, so that their start speaks for them. */
const STAGES: ReadonlySet<Json> = new Set(['ResponseStarted', 'ResponseComplete', 'Panic']);

/**
 * Reads an event of `audit.k8s.io/v1`:
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export function readEvent(event: Json): AuditEvent | undefined {
  const fields = asObject(event);
  const { stage = '', verb, user, impersonatedUser } = fields;
  if (!STAGES.has(stage)) return undefined;
  if (at(fields, 'annotations', DECISION) !== 'allow') return undefined;
  const request = requestOf(asString(verb) ?? '', fields);
  const own = userOf(user);
  if (!request || !own) return undefined;
  const time = asString(fields['requestReceivedTimestamp']) ?? '';
  const other = userOf(impersonatedUser);
  const ended = stage !== 'ResponseStarted';
  if (!other) return { allowed: [{ user: own, request }], time, ended };
  return {
    allowed: [{ user: other, request }, ...impersonations(other).map((one) => ({ user: own, request: one }))],
    time,
    ended,
  };
}

function userOf(value: Json | undefined): User | undefined {
  const name = asString(at(value, 'username'));
  return name === undefined ? undefined : { name, groups: asStrings(at(value, 'groups')) };
}

function requestOf(verb: string, fields: Readonly<Record<string, Json | undefined>>): AccessRequest | undefined {
  if (!verb) return undefined;
  const ref = asObject(fields['objectRef']);
  const text = (key: string) => asString(ref[key]) ?? '';
  if (text('resource')) {
    const { name, namespace } = { name: text('name'), namespace: text('namespace') };
    return {
      verb,
      group: text('apiGroup'),
      resource: text('resource'),
      subresource: text('subresource'),
      namespace,
      name,
    };
  }
  const [url = ''] = (asString(fields['requestURI']) ?? '').split('?');
  return url ? { verb, url } : undefined;
}

/**
 * The rights to act as somebody, and as a member of groups that do not come with the name
 * (staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation).
 */
function impersonations({ name, groups }: User): AccessRequest[] {
  const account = splitAccountName(name);
  const common = { verb: 'impersonate', group: '', subresource: '', namespace: '' };
  const user = account
    ? { ...common, resource: 'serviceaccounts', namespace: account.namespace, name: account.name }
    : { ...common, resource: 'users', name };
  const implied = new Set(userNamed(name).groups);
  const others = groups.filter((group) => !implied.has(group));
  return [user, ...others.map((group) => ({ ...common, resource: 'groups', name: group }))];
}

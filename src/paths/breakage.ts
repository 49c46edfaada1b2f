import type { GivenSubject } from '../access/authorizer/given.ts';
import { type Right, rightsOf } from '../access/authorizer/rights.ts';
import type { Authorizer } from '../access/authorizer/authorizer.ts';
import { type User, userNamed, userText } from '../access/authorizer/users.ts';
import type { Endpoint } from '../edges/world-endpoints.ts';
import type { World } from '../edges/world.ts';
import type { Resource } from '../model/resource.ts';
import type { Control } from './controls.ts';

/** What changes take from those who may need it. */
export interface Breakage {
  /** Rights that somebody had and has no longer. */
  readonly rights: readonly LostRights[];
  /** Endpoints that were open to the outside and are no longer. */
  readonly closed: readonly string[];
  /** What the changes of pods may break, in a few words each. */
  readonly notes: readonly string[];
}

export interface LostRights {
  readonly subject: string;
  /** `get secrets in shop`. */
  readonly rights: readonly string[];
}

/** Compares what people and pods may do before and after, from both worlds as they are computed anew. */
export function breakageOf(before: World, after: World, controls: readonly Control[]): Breakage {
  const notes = controls
    .filter(({ resource }) => resource.type !== 'Service' && !/Role/.test(resource.type))
    .map(({ resource, price }) => `${titleOf(resource)}: ${price}`);
  const touched = controls.map(({ resource }) => resource);
  return { ...lossesOf(before, after, touched), notes: [...new Set(notes)] };
}

/** What is gone with changes of these objects, which are those of the world before. */
export function lossesOf(before: World, after: World, touched: readonly Resource[]): Omit<Breakage, 'notes'> {
  const subjects = new Map(subjectsOf(before, new Set(touched)).map((user) => [userText(user), user]));
  const rights = [...subjects].flatMap(([subject, user]): LostRights[] => {
    const lost = lostRights(before.authorizer, after.authorizer, user);
    return lost.length > 0 ? [{ subject, rights: lost }] : [];
  });
  const closed = openEndpoints(before).difference(openEndpoints(after));
  return { rights, closed: [...closed] };
}

/** Resources of Terraform have their type in their name. */
function titleOf({ apiVersion, kind, name }: Resource): string {
  return apiVersion === 'terraform' ? name : `${kind} ${name}`;
}

/** Everybody whom a binding or a role among the objects concerns. */
function subjectsOf({ authorizer }: World, touched: ReadonlySet<Resource>): User[] {
  return authorizer.table.given
    .filter(({ binding, known }) => touched.has(binding) || (known.role.resource && touched.has(known.role.resource)))
    .flatMap(({ subjects }) => subjects.map(asUser));
}

function asUser({ kind, name }: GivenSubject): User {
  return kind === 'group' ? { name: '', groups: [name] } : userNamed(name);
}

/** Of each right the verbs that are gone. */
function lostRights(before: Authorizer, after: Authorizer, user: User): string[] {
  const kept = new Map(rightsOf(after, user).map((right) => [scopeText(right), right.verbs]));
  return rightsOf(before, user).flatMap((right) => {
    const scope = scopeText(right);
    const left = kept.get(scope) ?? [];
    const gone = right.verbs.filter((verb) => !left.includes(verb));
    return gone.length > 0 ? [`${gone.join(', ')} ${scope}`] : [];
  });
}

function scopeText({ namespace, resource, names }: Right): string {
  const where = namespace ? ` in ${namespace}` : ' in the whole cluster';
  const named = names.length > 0 ? ` named ${names.join(', ')}` : '';
  return `${resource}${named}${where}`;
}

function openEndpoints({ network }: World): Set<string> {
  const isOpen = (endpoint: Endpoint) => endpoint.doors.some((door) => !network.openTo(endpoint, door));
  return new Set(network.endpoints.filter(isOpen).map(({ name }) => name));
}

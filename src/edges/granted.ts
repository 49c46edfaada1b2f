import type { EdgeSink, Guard } from './edge.ts';
import { targetsOf } from './targets.ts';
import type { Many } from './vertices.ts';
import type { Grant, Want } from './world-access.ts';
import type { World } from './world.ts';

/** A step from every set that has a right to everything that the right is about. */
export function stepsByRight(world: World, kind: Many, want: Want, out: EdgeSink): void {
  for (const grant of world.access.grants(want)) stepsOf(world, kind, grant, out);
}

function stepsOf(world: World, kind: Many, grant: Grant, out: EdgeSink, guard?: Guard): void {
  for (const target of targetsOf(world, kind, grant)) {
    if (guard) out.blocked(grant.set, target, guard, grant.proof);
    else out.edge(grant.set, target, grant.proof);
  }
}

/** KEP-4006: since 1.35 the API server asks for `create` where a stream to a pod starts as a websocket, which is a `get`. */
const CREATE_SINCE = 35;
export const STREAM_GUARD: Guard = { name: 'Kubernetes 1.35 and later ask for create where a stream starts' };

/** Who may open a stream to pods, and who might have before `get` was not enough. */
export interface StreamGrants {
  readonly open: readonly Grant[];
  readonly stopped: readonly Grant[];
}

/** The holders of `pods/exec`, `pods/attach` or `pods/portforward`. */
export function streamGrants({ access, minor }: World, resource: string): StreamGrants {
  const want = { groups: [''], resource };
  if (minor < CREATE_SINCE) return { open: access.grants({ ...want, verbs: ['create', 'get'] }), stopped: [] };
  const open = access.grants({ ...want, verbs: ['create'] });
  const creators = new Set(open.map(({ set }) => set));
  const stopped = access.grants({ ...want, verbs: ['get'] }).filter(({ set }) => !creators.has(set));
  return { open, stopped };
}

/** A step into every pod to which a stream may be opened. */
export function stepsByStream(world: World, resource: string, out: EdgeSink): void {
  const { open, stopped } = streamGrants(world, resource);
  for (const grant of open) stepsOf(world, 'pods', grant, out);
  for (const grant of stopped) stepsOf(world, 'pods', grant, out, STREAM_GUARD);
}

/** KEP-2799: the control plane makes no token Secret of its own since 1.24. */
const LAST_WITH_TOKEN_SECRETS = 23;
const TOKENS_GUARD: Guard = { name: 'Kubernetes 1.24 and later make no token Secrets for service accounts' };

/** A step to every account whose token lies in a Secret that its control plane made, for who may read Secrets in these ways. */
export function stepsByTokenSecrets(world: World, verbs: Want['verbs'], out: EdgeSink): void {
  const guard = world.minor > LAST_WITH_TOKEN_SECRETS ? TOKENS_GUARD : undefined;
  for (const grant of world.access.grants({ verbs, groups: [''], resource: 'secrets' })) {
    if (grant.names.length === 0) stepsOf(world, 'serviceaccounts', grant, out, guard);
  }
}

import { componentsOf } from '../../kubernetes/component/components.ts';
import { flagOf } from '../../kubernetes/component/types.ts';
import { defineEdge } from '../edge.ts';
import type { Guard } from '../edge.ts';
import type { World } from '../world.ts';

const NOBODY: ReadonlySet<string> = new Set(['user/system:anonymous', 'group/system:unauthenticated']);
/** What every cluster gives to everybody: health and version. */
const HARMLESS: ReadonlySet<string> = new Set(['system:public-info-viewer', 'system:discovery', 'system:basic-user']);

function anonymousOff({ inventory }: World): Guard | undefined {
  const servers = inventory.resources.flatMap(componentsOf).filter(({ name }) => name === 'kube-apiserver');
  for (const server of servers) {
    const flag = flagOf(server, 'anonymous-auth');
    if (flag?.value !== 'false') continue;
    const proof = { resource: server.resource, path: flag.path, note: 'anonymous authentication is off' };
    return { name: 'anonymous authentication is off', proof };
  }
  return undefined;
}

export default defineEdge({
  id: 'anonymous-access',
  title: 'is let in without credentials as',
  from: ['internet'],
  to: ['user', 'group'],
  technique: 'T1078',
  ease: 'easy',
  why: 'The API server takes requests without credentials as system:anonymous of the group system:unauthenticated; a binding gives them rights.',
  remedy: 'Take the subject out of the binding, and turn anonymous authentication off or limit it to health checks.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests'],
  guards: ['anonymous authentication is off'],
  find(world, out) {
    for (const identity of world.access.identities) {
      if (!NOBODY.has(identity.name)) continue;
      const found = world.access.setsOf(identity).find(({ set }) => !HARMLESS.has(set.given.known.role.name));
      if (!found) continue;
      const { binding } = found.set.given;
      const fact = {
        resource: binding,
        path: found.subject.path,
        note: `${binding.kind} ${binding.name} names ${identity.name}`,
      };
      const guard = anonymousOff(world);
      if (guard) out.blocked(world.internet, identity, guard, fact);
      else out.edge(world.internet, identity, fact);
    }
  },
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createInventory } from '../model/inventory.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { holdingsOf } from './together.ts';
import type { Want } from './world-access.ts';
import { createWorld } from './world.ts';

const RESOURCES = ['pods', 'secrets', 'configmaps'] as const;
const NAMESPACES = ['shop', 'ops'] as const;
const WANTS = RESOURCES.slice(0, 2).map((resource): Want => ({ verbs: ['create'], groups: [''], resource }));

/* Whoever the authorizer lets do each of several things in a scope holds all of them there, and nobody else. */
it('somebody holds several rights where the authorizer allows each of them', () => {
  const role = fc.subarray([...RESOURCES]);
  const subject = fc.constantFrom(
    'user:ann',
    'user:bob',
    'group:system:authenticated',
    'account:shop',
    'group:system:serviceaccounts',
  );
  const binding = fc.record({ role: fc.nat(2), namespace: fc.constantFrom('', ...NAMESPACES), subject });
  fc.assert(
    fc.property(
      fc.array(role, { minLength: 3, maxLength: 3 }),
      fc.array(binding, { maxLength: 6 }),
      (roles, bindings) => {
        const objects = [
          ...roles.map((resources, i) => ({
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'ClusterRole',
            metadata: { name: `r${i}` },
            rules: [{ apiGroups: [''], resources, verbs: ['create'] }],
          })),
          ...bindings.map(({ role: index, namespace, subject: who }, i) => ({
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
            metadata: { name: `b${i}`, ...(namespace && { namespace }) },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `r${index}` },
            subjects: [subjectOf(who)],
          })),
        ];
        const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
        const world = createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor: 36 });

        const holdings = holdingsOf(world, [WANTS[0]!, ...WANTS.slice(1)]);

        for (const identity of world.access.identities.filter(({ kind }) => kind !== 'group')) {
          const groups = identity.user.groups.flatMap((name) => world.vertices.find(`group/${name}`) ?? []);
          const own = [identity, ...groups];
          const sets = own.flatMap((one) => world.access.setsOf(one as typeof identity).map(({ set }) => set));
          const holds = (scope: string) =>
            holdings.some(
              ({ holder, namespace }) =>
                (own.includes(holder) || sets.some((set) => set === holder)) &&
                (namespace === '' || namespace === scope),
            );
          for (const scope of ['', ...NAMESPACES]) {
            const allowed = WANTS.every(({ resource }) =>
              world.authorizer.can(identity.user, {
                verb: 'create',
                group: '',
                resource,
                subresource: '',
                namespace: scope,
                name: '',
              }),
            );
            expect([identity.name, scope, holds(scope)]).toEqual([identity.name, scope, allowed]);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

function subjectOf(text: string) {
  const [kind, ...rest] = text.split(':');
  const name = rest.join(':');
  if (kind === 'account') return { kind: 'ServiceAccount', name: 'web', namespace: name };
  return { kind: kind === 'user' ? 'User' : 'Group', name, apiGroup: 'rbac.authorization.k8s.io' };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizer, type Authorizer } from '../../src/access/authorizer/authorizer.ts';
import { requestText, type AccessRequest } from '../../src/access/authorizer/request.ts';
import { userNamed, userText, type User } from '../../src/access/authorizer/users.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import { createInventory } from '../../src/model/inventory.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readCluster } from '../../src/sources/cluster/read.ts';
import { asObject, at } from '../../src/std/value.ts';
import { castellan, type Ran } from '../cli/run.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { review, sentinels, settled } from './access-review.ts';
import { generateRequest, generateWorld, type Random, randomFrom, type World } from './access-worlds.ts';

const WORLDS = 20;
const REQUESTS = 120;
const TYPES = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);
const MARK = 'kubernetes.io/bootstrapping';

describe.skipIf(missingBinaries())('the authorizer, beside the one of a real API server', () => {
  let plane: ControlPlane;
  let client: KubeClient;
  let resources: readonly Resource[];
  let authorizer: Authorizer;
  const random = randomFrom(20261121);
  const worlds = Array.from({ length: WORLDS }, (_, i) => generateWorld(`w${i}`, random));

  beforeAll(async () => {
    plane = await startControlPlane();
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { concurrent: 8, perSecond: 2000 } });
    const objects = [...worlds.flatMap((world) => world.objects), ...sentinels()];
    await plane.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    await settled(client);
    ({ resources } = await readCluster(client, { types: TYPES }));
    authorizer = createAuthorizer(createInventory(resources));
  });

  afterAll(async () => {
    client.close();
    await plane.stop();
  });

  it('gives the same answers to requests of every kind', async () => {
    const asked = worlds.flatMap((world) => questions(world, random));
    const differences: string[] = [];
    let allowed = 0;

    await inParallel(asked, async ([user, request]) => {
      const theirs = await review(client, user, request);
      const ours = authorizer.can(user, request);
      if (theirs) allowed++;
      if (ours !== theirs) differences.push(`${userText(user)}: ${requestText(request)}: ${ours}, not ${theirs}`);
    });

    expect(differences).toEqual([]);
    expect(asked).toHaveLength(WORLDS * REQUESTS);
    expect(allowed).toBeGreaterThan(asked.length / 20);
  });

  it('names, for each allowed request, the bindings without which it is denied', async () => {
    const asked = worlds
      .flatMap((world) => questions(world, random))
      .filter(([user, request]) => authorizer.can(user, request));

    const wrong = asked.slice(0, 200).filter(([user, request]) => {
      const bindings = new Set(authorizer.why(user, request).map(({ given }) => given.binding));
      const without = createAuthorizer(createInventory(resources.filter((one) => !bindings.has(one))));
      return bindings.size === 0 || without.can(user, request);
    });

    expect(wrong).toEqual([]);
  });

  it('lists as holders exactly those whom the server lets', async () => {
    const request = { verb: 'get', group: '', resource: 'secrets', subresource: '', namespace: 'w0-a', name: 'a' };
    const listed = new Set(authorizer.whoCan(request).map(({ kind, name }) => `${kind} ${name}`));

    for (const user of worlds.flatMap((world) => world.users)) {
      const named = [`user ${user.name}`, ...user.groups.map((group) => `group ${group}`)];
      expect([user.name, named.some((name) => listed.has(name))]).toEqual([
        user.name,
        await review(client, user, request),
      ]);
    }
  });

  it('is what the command line asks, of the cluster and of a snapshot', async () => {
    const { kubeconfig, folder: cwd } = plane;
    const question = ['access', 'who-can', 'get', 'secrets', '-n', 'w0-a', '--name', 'a', '-f', 'json'];
    const taken = await castellan(['snapshot', '--kubeconfig', kubeconfig, '-o', 'all.cst', '-q'], { cwd });

    const live = await castellan([...question, 'cluster', '--kubeconfig', kubeconfig], { cwd });
    const kept = await castellan([...question, 'all.cst'], { cwd });

    const request = { verb: 'get', group: '', resource: 'secrets', subresource: '', namespace: 'w0-a', name: 'a' };
    const expected = authorizer.whoCan(request).map(({ kind, name }) => `${kind} ${name}`);
    expect([taken.code, live.code, kept.code]).toEqual([0, 0, 0]);
    expect([live, kept].map(holdersOf)).toEqual([expected, expected]);
  });

  it('has the roles and bindings that the server makes itself, for reading files', async () => {
    const made = resources.filter(({ object }) => at(object, 'metadata', 'labels', MARK) === 'rbac-defaults');

    const lines = made.map((resource) => JSON.stringify(bare(resource))).sort();

    await expect(`[\n${lines.join(',\n')}\n]\n`).toMatchFileSnapshot('../../src/access/authorizer/default-roles.json');
  });

  it('knows what members of system:masters may', async () => {
    const root = userNamed('root', ['system:masters']);
    const request: AccessRequest = { verb: 'anything', url: '/at/all' };

    expect([authorizer.can(root, request), await review(client, root, request)]).toEqual([true, true]);
  });
});

function holdersOf({ stdout }: Ran): string[] {
  const { answers } = JSON.parse(stdout) as { answers: { holders: { kind: string; name: string }[] }[] };
  return answers.flatMap(({ holders }) => holders.map(({ kind, name }) => `${kind} ${name}`));
}

/** Without what differs from server to server; a controller fills in the rules of aggregated roles. */
function bare({ apiVersion, kind, name, namespace, object }: Resource): JsonObject {
  const { rules, aggregationRule, roleRef, subjects } = object;
  const { [MARK]: _, ...labels } = asObject(at(object, 'metadata', 'labels'));
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }), ...(Object.keys(labels).length > 0 && { labels }) },
    ...(aggregationRule ? { aggregationRule } : rules && { rules }),
    ...(roleRef && { roleRef }),
    ...(subjects && { subjects }),
  };
}

function questions(world: World, random: Random): (readonly [User, AccessRequest])[] {
  return Array.from({ length: REQUESTS }, () => {
    const user = world.users[random(world.users.length)]!;
    return [user, generateRequest(world, random)] as const;
  });
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

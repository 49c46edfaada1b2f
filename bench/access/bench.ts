import { createAuthorizer, type Authorizer } from '../../src/access/authorizer/authorizer.ts';
import type { ResourceRequest } from '../../src/access/authorizer/request.ts';
import { accountUser, type User, userNamed } from '../../src/access/authorizer/users.ts';
import { tighten } from '../../src/access/tighten/tighten.ts';
import { createUsage } from '../../src/access/tighten/usage.ts';
import { edges } from '../../src/edges/index.generated.ts';
import { createWorld } from '../../src/edges/world.ts';
import { createInventory } from '../../src/model/inventory.ts';
import { indirectHolders, rightsGraph } from '../../src/paths/indirect.ts';
import { auditLines } from './audit.ts';
import { generateWorld, type Size } from './world.ts';

export const title = 'RBAC: one question, who can, and tighten (CPU time)';

const SIZES: readonly Size[] = [
  { roles: 1_000, bindings: 10_000, subjects: 50_000, namespaces: 200 },
  { roles: 10_000, bindings: 10_000, subjects: 50_000, namespaces: 200 },
  { roles: 10_000, bindings: 100_000, subjects: 50_000, namespaces: 1_000 },
];
const GET_SECRETS: ResourceRequest = {
  verb: 'get',
  group: '',
  resource: 'secrets',
  subresource: '',
  namespace: 'ns-1',
  name: 'db',
};

/** CPU times to build the engine and to ask it: `can` of many users, `why`, and `who-can` in one namespace and in all. */
export function run(log: (line: string) => void): void {
  log('  roles  bindings  subjects   build ms   can us   why us   who-can ms   everywhere ms   holders');
  for (const size of SIZES) log(measure(size));
  log(measureIndirect(SIZES[1]!));
  log(measureTighten(1_000_000, 20_000));
}

/** Who comes to a right by others, over a graph that is built once. */
function measureIndirect(size: Size): string {
  const inventory = createInventory(generateWorld(size));
  const [build, graph] = timed(() => rightsGraph(createWorld(inventory, { minor: 36 }), edges));
  const [ask, holders] = best(() => {
    const reasons = graph.world.authorizer.whoCan(GET_SECRETS).flatMap((holder) => holder.reasons);
    return indirectHolders(graph, reasons).length;
  });
  const world = `${size.roles} roles, ${size.bindings} bindings`;
  return `who-can --indirect over ${world}: ${ask.toFixed(0)} ms (limit: 500 ms), ${holders} holders; the graph is built in ${build.toFixed(0)} ms`;
}

/** From lines of a log to least roles with their proof. */
function measureTighten(events: number, distinct: number): string {
  const inventory = createInventory(generateWorld(SIZES[0]!));
  const authorizer = createAuthorizer(inventory);
  const usage = createUsage();
  let read = 0;
  for (const lines of batches(auditLines(events, distinct, authorizer))) {
    const [took] = timed(() => lines.forEach((line) => usage.add(line)));
    read += took;
  }
  const [found, { replayed, denied }] = timed(() => tighten(inventory, authorizer, usage.used));
  const figures = `${(read / 1000).toFixed(1)} s to read, ${(found / 1000).toFixed(1)} s to find and prove`;
  return `tighten over ${events} events: ${figures}; ${replayed} requests replayed, ${denied.length} denied`;
}

/** Lines as a reader of files has them: whole texts, whose making does not count. */
function* batches(lines: Iterable<string>): Generator<readonly string[]> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(Buffer.from(line).toString('latin1'));
    if (batch.length < 50_000) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function measure(size: Size): string {
  const world = generateWorld(size);
  const [build, authorizer] = timed(() => createAuthorizer(createInventory(world)));
  const [can] = timed(() => askMany(size, (user) => authorizer.can(user, GET_SECRETS)));
  const [why] = timed(() => askMany(size, (user) => authorizer.why(user, GET_SECRETS)));
  const [who] = best(() => authorizer.whoCan(GET_SECRETS));
  const [everywhere, holders] = best(() => everyHolder(authorizer));
  return [
    String(size.roles).padStart(7),
    String(size.bindings).padStart(9),
    String(size.subjects).padStart(9),
    build.toFixed(0).padStart(10),
    ((can * 1000) / QUESTIONS).toFixed(2).padStart(8),
    ((why * 1000) / QUESTIONS).toFixed(2).padStart(8),
    who.toFixed(2).padStart(12),
    everywhere.toFixed(2).padStart(15),
    String(holders).padStart(9),
  ].join(' ');
}

const QUESTIONS = 100_000;

function askMany(size: Size, ask: (user: User) => unknown): void {
  const users = someUsers(size);
  for (let i = 0; i < QUESTIONS; i++) ask(users[i % users.length]!);
}

function someUsers({ subjects, namespaces }: Size): User[] {
  return Array.from({ length: 1000 }, (_, i) => {
    const n = (i * 37) % subjects;
    return n % 3 === 0
      ? accountUser(`ns-${n % namespaces}`, `sa-${n}`)
      : userNamed(`subject-${n}`, [`subject-${n + 1}`]);
  });
}

function everyHolder(authorizer: Authorizer): number {
  return authorizer.whoCan({ ...GET_SECRETS, namespace: '', name: '' }, true).length;
}

function timed<T>(work: () => T): [number, T] {
  const started = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(started);
  return [(user + system) / 1000, value];
}

/** The best of five, after one to warm up. */
function best<T>(work: () => T): [number, T] {
  work();
  return Array.from({ length: 5 }, () => timed(work)).sort(([a], [b]) => a - b)[0]!;
}

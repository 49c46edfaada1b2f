import { expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { createLiveFolding, type KeptChange } from './live-folding.ts';

it('shows what is news: not what a controller says already, of siblings one', () => {
  const play = stage();

  expect(play(replicaSet('r', 'v1'), pod('a', 'v1'), pod('b', 'v1'))).toBe('r');
  expect(play(pod('c', 'v2'), pod('d', 'v2'))).toBe('c r');
  expect(play(pod('bb', 'v2'))).toBe('bb r');
  expect(play(gone('bb'))).toBe('c r');
  expect(play(gone('c'))).toBe('d r');
  expect(play(replicaSet('r', 'v2'))).toBe('a r');
  expect(play(pod('a', 'v2'))).toBe('b r');
  expect(play(gone('r'))).toBe('a b');
  expect(play(replicaSet('r', 'v2'), gone('b'))).toBe('r');
});

it('shows what nobody controls, and what an owner without a template controls', () => {
  const play = stage();

  expect(play(pod('alone', 'v1', ''), pod('x', 'v1', 'custom'), pod('y', 'v1', 'custom'))).toBe('alone x');
  expect(play(pod('x', 'v1', ''))).toBe('alone x y');
});

it('comes to the same however the changes are split', () => {
  const changes = [
    ...['a', 'b', 'c', 'd', 'e'].map((name, i) => pod(name, `v${i % 3}`)),
    replicaSet('r', 'v1'),
    pod('b', 'v2'),
    gone('a'),
    replicaSet('r', 'v0'),
    pod('f', 'v0'),
    gone('d'),
  ];
  const [together, singly] = [stage(), stage()];

  const shown = changes.map((change) => singly(change)).at(-1);

  expect(together(...changes)).toBe(shown);
});

/** Takes changes and gives the names of all that is then to be seen. */
function stage(): (...changes: readonly KeptChange[]) => string {
  const folding = createLiveFolding();
  const seen = new Set<string>();
  return (...changes) => {
    const latest = new Map(changes.map((change) => [change.key, change]));
    for (const { key, kept } of folding.take([...latest.values()])) {
      if (kept) seen.add(key);
      else seen.delete(key);
    }
    return [...seen].sort().join(' ');
  };
}

function gone(key: string): KeptChange {
  return { key, kept: undefined };
}

function pod(name: string, image: string, controller = 'r'): KeptChange {
  const ownerReferences = controller ? [{ controller: true, uid: controller, kind: 'ReplicaSet' }] : [];
  return kept({ kind: 'Pod', metadata: { name, uid: name, ownerReferences }, spec: { containers: [{ image }] } });
}

function replicaSet(name: string, image: string): KeptChange {
  return kept({
    kind: 'ReplicaSet',
    metadata: { name, uid: name },
    spec: { template: { spec: { containers: [{ image }] } } },
  });
}

function kept(object: JsonObject): KeptChange {
  const { name } = object['metadata'] as { name: string };
  return { key: name, kept: { object, shipped: false, file: `${name}.yaml` } };
}

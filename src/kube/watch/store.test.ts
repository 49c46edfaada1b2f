import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { asObject } from '../../std/value.ts';
import { createStore } from './store.ts';

/** Keeps the data alone, and nothing of what is called `dull`. */
const keep = (object: JsonObject) =>
  asObject(object['metadata'])['name'] === 'dull' ? undefined : { data: object['data'] };

it('knows the newest version of an object although nothing that is kept of it changed', () => {
  const store = createStore(keep);
  store.apply('ADDED', objectOf('a', '1', 'x'));
  const first = store.entries.get('n/a');

  const changes = store.apply('MODIFIED', objectOf('a', '2', 'x'));

  expect(changes).toEqual([]);
  expect(store.entries.get('n/a')?.version).toBe('2');
  expect(store.entries.get('n/a')?.kept).toBe(first?.kept);
});

it('knows of objects of which nothing is kept', () => {
  const store = createStore(keep);

  const changes = [
    store.apply('ADDED', objectOf('dull', '1', 'x')),
    store.apply('DELETED', objectOf('dull', '2', 'x')),
  ];

  expect(changes).toEqual([[], []]);
});

it('tells from a list what must have happened since', () => {
  const store = createStore(keep);
  for (const name of ['a', 'b', 'c']) store.apply('ADDED', objectOf(name, '1', name));
  const list = store.replace();

  list.page([objectOf('b', '1', 'b'), objectOf('c', '7', 'new')]);
  list.page([objectOf('d', '8', 'd'), objectOf('dull', '9', 'd')]);

  expect(list.done()).toEqual([
    { key: 'n/a', before: { data: 'a' }, after: undefined },
    { key: 'n/c', before: { data: 'c' }, after: { data: 'new' } },
    { key: 'n/d', before: undefined, after: { data: 'd' } },
  ]);
  expect([...store.entries.keys()].sort()).toEqual(['n/b', 'n/c', 'n/d', 'n/dull']);
});

function objectOf(name: string, resourceVersion: string, data: string): JsonObject {
  return { metadata: { name, namespace: 'n', uid: name, resourceVersion }, data };
}

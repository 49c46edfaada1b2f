import { expect, it } from 'vitest';
import type { Resource } from '../model/resource.ts';
import { createLiveInventory } from './live-inventory.ts';

it('keeps resources in the order of their files, whatever comes and goes', () => {
  const inventory = createLiveInventory();
  const said: string[] = [];
  const apply = (words: string) => {
    inventory.apply(words.split(' ').map(changeOf));
    said.push(inventory.resources.map(({ name }) => name).join(' '));
  };

  apply('+c1 +a1');
  apply('+b1 +d1');
  apply('+a2 -c');
  apply('-x');
  apply('+c3 -c');
  apply('+d2 +d3');

  expect(said).toEqual(['a1 c1', 'a1 b1 c1 d1', 'a2 b1 d1', 'a2 b1 d1', 'a2 b1 d1', 'a2 b1 d3']);
});

it('gives the same list where nothing changed: what was computed of it holds', () => {
  const inventory = createLiveInventory();
  inventory.apply([changeOf('+a1')]);
  const before = inventory.resources;

  inventory.apply([changeOf('-b')]);

  expect(inventory.resources).toBe(before);
});

/** `+a1` puts the resource a1 into the place of a, `-a` takes it away. */
function changeOf(word: string) {
  const key = word[1]!;
  return { key, resources: word[0] === '+' ? [resourceOf(key, word.slice(1))] : [] };
}

function resourceOf(key: string, name: string): Resource {
  const place = { file: key, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const origin = { file: key, editable: false, locate: () => place };
  return { apiVersion: 'v1', kind: 'Pod', type: 'Pod', namespace: '', name, object: {}, origin };
}

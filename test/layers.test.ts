import { expect, it } from 'vitest';
import { breaches, strays, undocumented } from '../tools/house.ts';

it.each([
  ['imports go down the table of rooms only', breaches],
  ['every room of the table is there, and every room is in the table', strays],
  ['docs/architecture.md prints the table', undocumented],
])('layers: %s', (_, mistakes) => {
  expect(mistakes()).toEqual([]);
});

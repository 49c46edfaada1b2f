import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSparse, sharedEnds, sparse } from './sparse.ts';

interface Item {
  readonly answer: number | undefined;
}

const ask = ({ answer }: Item) => answer;
const items = fc.array(fc.record({ answer: fc.option(fc.nat(9), { nil: undefined }) }), { maxLength: 12 });

it('gives with a memory what it gives without, however the list changes', () => {
  const edit = fc.record({ at: fc.nat(12), gone: fc.nat(3), come: items });
  fc.assert(
    fc.property(items, fc.array(edit, { maxLength: 6 }), (first, edits) => {
      const memory = createSparse<number>();
      let list: readonly Item[] = first;
      for (const { at, gone, come } of [{ at: 0, gone: 0, come: [] }, ...edits]) {
        list = list.toSpliced(at, gone, ...come);

        const remembered = sparse(list, ask, memory);

        expect(remembered).toEqual(sparse(list, ask));
      }
    }),
  );
});

it('asks what is new alone', () => {
  const [a, b, c, d] = [1, 2, undefined, 4].map((answer): Item => ({ answer })) as [Item, Item, Item, Item];
  const memory = createSparse<number>();
  sparse([a, b, c], ask, memory);
  const asked: Item[] = [];

  const answers = sparse([a, d, c], (item) => (asked.push(item), ask(item)), memory);

  expect(answers).toEqual([1, 4]);
  expect(asked).toEqual([d]);
});

it('counts no item of a shorter list for both ends', () => {
  expect(sharedEnds(['a', 'a', 'a'], ['a', 'a'])).toEqual({ start: 2, end: 0 });
});

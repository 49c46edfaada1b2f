import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, easiestPaths } from './alternatives.ts';
import { rowsOf } from './csr.ts';
import { chain, dominators } from './dominators.ts';
import { minimalCut } from './flow.ts';
import { type Network, networkOf } from './graph.ts';
import { easiest, hops, pathFrom, pathTo, UNREACHED } from './search.ts';

/* Every algorithm against the plainest one that can be written down, on small random graphs. */

const SIZE = 7;
const COSTS = [1, 65, 193, 513];

const randomSteps = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.nat(COSTS.length - 1)), { maxLength: 20 });
type Steps = readonly (readonly [from: number, to: number, cost: number])[];

function network(steps: Steps): Network {
  return networkOf(SIZE, {
    from: Int32Array.from(steps, ([from]) => from),
    to: Int32Array.from(steps, ([, to]) => to),
    cost: Uint16Array.from(steps, ([, , cost]) => COSTS[cost]!),
    kind: Uint8Array.from(steps, ([, , cost]) => cost),
  });
}

/** Whether there is a way from vertex 0 without a step or a vertex. */
function connected(
  steps: Steps,
  target: number,
  without: { steps?: ReadonlySet<number>; vertex?: number } = {},
): boolean {
  const seen = new Set([0]);
  if (without.vertex === 0 || without.vertex === target) return false;
  for (const here of seen) {
    steps.forEach(([from, to], i) => {
      if (from === here && to !== without.vertex && !without.steps?.has(i)) seen.add(to);
    });
  }
  return seen.has(target);
}

/** Costs from vertex 0 by relaxing every step until nothing changes. */
function costs(steps: Steps): number[] {
  const cost = Array.from({ length: SIZE }, (_, v) => (v === 0 ? 0 : Infinity));
  for (let round = 0; round < SIZE; round++) {
    for (const [from, to, price] of steps) cost[to] = Math.min(cost[to]!, cost[from]! + COSTS[price]!);
  }
  return cost;
}

describe('searches', () => {
  it('hops are the fewest, forward and back', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const unweighted = steps.map(([from, to]) => [from, to, 0] as const);

        const distance = hops(network(steps), [0]);
        const back = hops(network(steps.map(([from, to, cost]) => [to, from, cost] as const)), [0], {}, true);

        const expected = costs(unweighted).map((cost) => (cost === Infinity ? UNREACHED : cost));
        expect([...distance]).toEqual(expected);
        expect([...back]).toEqual(expected);
      }),
    );
  });

  it('the easiest paths cost what relaxing says, and are paths of that cost', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const graph = network(steps);

        const tree = easiest(graph, [0]);

        const expected = costs(steps).map((cost) => (cost === Infinity ? UNREACHED : cost));
        expect([...tree.cost]).toEqual(expected);
        for (let v = 0; v < SIZE; v++) {
          const path = pathTo(graph, tree, v);
          if (path) expect(costOf(graph, path)).toBe(tree.cost[v]);
          expect(path === undefined).toBe(tree.cost[v] === UNREACHED);
        }
      }),
    );
  });

  it('a tree that was computed back leads from every vertex to the target', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const graph = network(steps);

        const tree = easiest(graph, [0], {}, true);

        for (let v = 1; v < SIZE; v++) {
          const path = pathFrom(graph, tree, v);
          if (!path) continue;
          expect(graph.from[path[0]!]).toBe(v);
          expect(graph.to[path.at(-1)!]).toBe(0);
          expect(costOf(graph, path)).toBe(tree.cost[v]);
        }
      }),
    );
  });

  it('what is masked is not used', () => {
    fc.assert(
      fc.property(randomSteps, fc.nat(SIZE - 1), (steps, removed) => {
        const vertices = new Uint8Array(SIZE);
        vertices[removed] = 1;

        const distance = hops(network(steps), [0], { vertices });

        for (let v = 1; v < SIZE; v++) expect(distance[v] !== UNREACHED).toBe(connected(steps, v, { vertex: removed }));
      }),
    );
  });

  it('alternatives are all the simple paths, easiest first', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const graph = network(steps);

        const found = easiestPaths(graph, { sources: [0], target: SIZE - 1 }, 1000);

        const told = found.map((path) => [0, ...path.map((step) => graph.to[step]!)].join());
        expect(new Set(told).size).toBe(told.length);
        expect(told.toSorted()).toEqual(simplePaths(steps, SIZE - 1).toSorted());
        const prices = found.map((path) => costOf(graph, path));
        expect(prices).toEqual(prices.toSorted((a, b) => a - b));
      }),
    );
  });
});

function simplePaths(steps: Steps, target: number): string[] {
  const next = (v: number) => [...new Set(steps.filter(([from]) => from === v).map(([, to]) => to))];
  const walk = (path: readonly number[]): string[] => {
    const here = path.at(-1)!;
    if (here === target) return [path.join()];
    return next(here)
      .filter((there) => !path.includes(there))
      .flatMap((there) => walk([...path, there]));
  };
  return walk([0]);
}

describe('dominators', () => {
  it('a vertex dominates another exactly where its removal parts the two', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const graph = network(steps);

        const tree = dominators(SIZE, 0, graph.out, graph.into);

        for (let v = 1; v < SIZE; v++) {
          const passed = chain(tree, 0, v);
          const expected = [...Array(SIZE).keys()].filter(
            (d) => connected(steps, v) && !connected(steps, v, { vertex: d }),
          );
          expect(passed.toSorted()).toEqual(expected);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a long chain needs no stack', () => {
    const size = 200_000;
    const from = Int32Array.from({ length: size - 1 }, (_, i) => i);
    const to = from.map((v) => v + 1);

    const tree = dominators(size, 0, rowsOf(size, from, to), rowsOf(size, to, from));

    expect(tree[size - 1]).toBe(size - 2);
  });
});

describe('minimal cut', () => {
  it('parts source and sink with as few steps as any set does', () => {
    fc.assert(
      fc.property(
        randomSteps.filter((steps) => steps.length <= 12),
        fc.array(fc.nat(11)),
        (steps, fixed) => {
          const capacity = steps.map((_, i) => (fixed.includes(i) ? Infinity : 1));
          const given = { size: SIZE, from: steps.map(([from]) => from), to: steps.map(([, to]) => to), capacity };

          const cut = minimalCut(given, 0, SIZE - 1);

          const least = smallestCut(steps, capacity);
          expect(cut?.length).toBe(least);
          if (cut) expect(connected(steps, SIZE - 1, { steps: new Set(cut) })).toBe(false);
          for (const step of cut ?? []) expect(capacity[step]).toBe(1);
        },
      ),
    );
  });
});

function smallestCut(steps: Steps, capacity: readonly number[]): number | undefined {
  let best: number | undefined;
  for (let bits = 0; bits < 1 << steps.length; bits++) {
    const chosen = new Set(steps.keys().filter((i) => bits & (1 << i)));
    if (best !== undefined && chosen.size >= best) continue;
    if ([...chosen].some((i) => capacity[i] === Infinity)) continue;
    if (!connected(steps, SIZE - 1, { steps: chosen })) best = chosen.size;
  }
  return best;
}

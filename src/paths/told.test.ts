import { describe, expect, it } from 'vitest';
import type { Route } from './routes.ts';
import { worstFirst } from './told.ts';

/* Steps 0 to 2 are easy, moderate and hard. */
const GRAPH = { cost: Uint16Array.of(65, 193, 513) };

function route(name: string, impact: number, ...steps: number[]): Route {
  return { goal: { name, vertices: [], impact, kind: 'node' }, steps, cost: 0, alike: [] };
}

describe('the worst ways', () => {
  it('come first by severity, however hard they are', () => {
    const ways = [
      route('high: a node, easily', 80, 0, 1),
      route('medium: a node', 80, 2),
      route('high: everything', 100, 0, 2),
      route('critical: everything, easily', 100, 1),
    ];

    expect(worstFirst(GRAPH, ways).map(({ goal }) => goal.name)).toEqual([
      'critical: everything, easily',
      'high: a node, easily',
      'high: everything',
      'medium: a node',
    ]);
  });

  it('stay in their order where they are of one severity', () => {
    const ways = [route('a', 80, 2), route('b', 90, 2, 0), route('c', 75, 2)];

    expect(worstFirst(GRAPH, ways)).toEqual(ways);
  });
});

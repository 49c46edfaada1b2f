import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../edges/edge.ts';
import { createWorld } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import type { Origin } from '../model/resource.ts';
import { chokePoints, relevantSteps } from './chokes.ts';
import { planCut } from './cut.ts';
import type { Goal } from './goals.ts';
import { buildGraph, type Graph } from './graph.ts';

/* Random graphs whose steps stand on rules of roles: one rule may make several steps true, and taking it out closes all of them. */

const SIZE = 6;
const PLACE = { file: 'roles.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const ORIGIN: Origin = { file: 'roles.yaml', editable: false, locate: () => PLACE };

type Steps = readonly (readonly [from: number, to: number, rule: number])[];
const randomSteps: fc.Arbitrary<Steps> = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.nat(4)), {
  maxLength: 12,
});

function ruleFact(rule: number): Fact {
  const object = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: `r${rule}` } };
  const resource = { ...object, type: 'Role', namespace: '', name: `r${rule}`, object, origin: ORIGIN };
  return { resource, path: ['rules', 0], note: `rule ${rule}` };
}

/** Vertices 2 and up, behind the internet and cluster-admin, which every world has. */
function graphOf(steps: Steps): Graph {
  const facts = [0, 1, 2, 3, 4].map(ruleFact);
  const world = createWorld(createInventory([]), { minor: 36 });
  const vertices = Array.from({ length: SIZE }, (_, i) => world.vertices.make('pod', `pod/x/${i}`, 'x'));
  const find = (_: unknown, out: { edge(...args: [object, object, Fact]): void }) => {
    for (const [from, to, rule] of steps) out.edge(vertices[from]!, vertices[to]!, facts[rule]!);
  };
  const edge = {
    id: 'step',
    title: 'steps to',
    from: [],
    to: [],
    ease: 'easy',
    why: '',
    remedy: '',
    references: [],
  } as const;
  return buildGraph(world, [{ ...edge, find }]);
}

const FIRST = 2;
const goal: Goal = { name: 'goal', vertices: [FIRST + SIZE - 1], impact: 100, kind: 'pod' };

function connected(steps: Steps, without: { vertex?: number; rules?: ReadonlySet<number> }): boolean {
  const seen = new Set([0]);
  for (const here of seen) {
    for (const [from, to, rule] of steps) {
      if (from === here && to !== without.vertex && !without.rules?.has(rule)) seen.add(to);
    }
  }
  return seen.has(SIZE - 1);
}

describe('choke points', () => {
  it('are the vertices whose removal alone parts source and goal', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const graph = graphOf(steps);

        const passed = chokePoints(graph, relevantSteps(graph, [FIRST], [goal]));

        const inner = Array.from({ length: SIZE - 2 }, (_, i) => i + 1);
        const expected = connected(steps, {}) ? inner.filter((vertex) => !connected(steps, { vertex })) : [];
        const told = passed.map((vertex) => vertex - FIRST).filter((vertex) => vertex !== SIZE - 1);
        expect(told.toSorted()).toEqual(expected);
      }),
    );
  });
});

describe('a cut', () => {
  it('parts source and goal, and no change of it can be left out', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const { all = [] } = planCut(graphOf(steps), { sources: [FIRST], goals: [goal] });

        const rules = new Set(all.map(({ resource }) => Number(resource.name.slice(1))));
        expect(connected(steps, { rules })).toBe(false);
        for (const rule of rules) expect(connected(steps, { rules: rules.difference(new Set([rule])) })).toBe(true);
      }),
    );
  });

  it('tells of each change alone what it takes away', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const { single } = planCut(graphOf(steps), { sources: [FIRST], goals: [goal] });

        for (const { control, removed } of single) {
          const rules = new Set([Number(control.resource.name.slice(1))]);
          if (removed === 1) expect(connected(steps, { rules })).toBe(false);
        }
      }),
    );
  });
});

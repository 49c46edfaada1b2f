import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash } from 'node:crypto';
import type { Graph } from './graph.ts';
import { layout } from './layout.ts';
import { page } from './page.ts';
import { svg } from './svg.ts';

const SHOP: Graph = {
  groups: [
    { id: 'shop', label: 'shop' },
    { id: 'empty', label: 'empty' },
  ],
  nodes: [
    { id: 'web', label: 'web', group: 'shop', tone: 'accent' },
    { id: 'db', label: 'db', detail: 'StatefulSet', group: 'shop' },
    { id: 'out', label: '<script>alert("x")</script>', dashed: true },
    { id: 'alone', label: 'alone' },
  ],
  edges: [
    { from: 'out', to: 'web', label: 'TCP 443' },
    { from: 'web', to: 'db', label: 'TCP 5432' },
    { from: 'db', to: 'db' },
    { from: 'web', to: 'nobody' },
  ],
};

describe('layout', () => {
  it('goes from left to right along the edges, and draws no empty group and no edge to nobody', () => {
    const { nodes, groups, edges } = layout(SHOP);
    const [web, db, out] = nodes;

    expect(out!.x).toBeLessThan(web!.x);
    expect(web!.x).toBeLessThan(db!.x);
    expect(groups.map(({ id }) => id)).toEqual(['shop']);
    expect(edges).toHaveLength(3);
  });

  it('finds room for everything, whatever the graph', () => {
    const ids = fc.integer({ min: 0, max: 14 });
    const graphs = fc.record({
      nodes: fc.array(fc.record({ label: fc.string({ maxLength: 60 }), group: fc.constantFrom(undefined, 'a', 'b') }), {
        minLength: 1,
        maxLength: 15,
      }),
      edges: fc.array(fc.record({ from: ids, to: ids }), { maxLength: 40 }),
    });
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const drawn = layout({
          groups: [
            { id: 'a', label: 'a' },
            { id: 'b', label: 'b' },
          ],
          nodes: nodes.map(({ label, group }, i) => ({ id: `${i}`, label, ...(group && { group }) })),
          edges: edges.map(({ from, to }) => ({ from: `${from}`, to: `${to}` })),
        });
        for (const [i, a] of drawn.nodes.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(drawn.width);
          expect(a.y + a.height).toBeLessThanOrEqual(drawn.height);
          const group = drawn.groups.find(({ id }) => id === a.group);
          if (group) expect(a.x >= group.x && a.x + a.width <= group.x + group.width).toBe(true);
          for (const b of drawn.nodes.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart).toBe(true);
          }
        }
        for (const { points } of drawn.edges) expect(points.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });

  it('ends with thousands of nodes and edges', { timeout: 60_000 }, () => {
    const nodes = Array.from({ length: 3000 }, (_, i) => ({ id: `${i}`, label: `n${i}` }));
    const edges = nodes.flatMap((_, i) => [1, 7, 31].map((step) => ({ from: `${i}`, to: `${(i * step) % 3000}` })));

    expect(layout({ nodes, edges }).nodes).toHaveLength(3000);
  });
});

describe('pictures', () => {
  it('hold untrusted texts as text, and refer to nothing outside', () => {
    const picture = svg(layout(SHOP), { title: 'Shop & Co', description: 'who talks to whom' });

    expect(picture).not.toContain('<script>alert');
    expect(picture).toContain('Shop &amp; Co');
    expect(picture.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  it('stand on a page whose policy allows its own style and script alone', () => {
    const inline = svg(layout(SHOP), { title: 'Shop', description: 'd', inline: true });
    const text = page({
      title: 'Shop',
      lead: 'l',
      pictures: [{ title: 'P', svg: inline }],
      tables: [{ caption: 'All', head: ['from'], rows: Array.from({ length: 5002 }, (_, i) => [`${i}`]) }],
    });

    for (const tag of ['style', 'script']) {
      const body = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(text)![1]!;
      expect(text).toContain(`${tag}-src 'sha256-${hash('sha256', body, 'base64')}'`);
    }
    expect(inline).not.toContain('<style>');
    expect(text).toContain('2 further rows are left out');
  });
});

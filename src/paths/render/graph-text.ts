import { printable } from '../../std/text.ts';
import type { Told } from '../story.ts';
import type { ToldRoute } from '../told.ts';

/* Ways as graphs in the languages of other tools. Each step is drawn once, however many ways take it. */

export function stepsOf(routes: readonly ToldRoute[]): Told[] {
  const steps = routes.flatMap((route) => route.steps);
  return [...new Map(steps.map((step) => [`${step.from.id} ${step.edge.id} ${step.to.id}`, step])).values()];
}

/** Graphviz. */
export function dotText(routes: readonly ToldRoute[]): string {
  const goals = new Set(routes.map(({ goal }) => goal));
  const steps = stepsOf(routes);
  const vertices = new Map(steps.flatMap(({ from, to }) => [from, to]).map((vertex) => [vertex.id, vertex]));
  const nodes = [...vertices.values()].map(({ id, name }) => {
    const mark = goals.has(name) ? ', style=filled, fillcolor="#f8d7da"' : '';
    return `  v${id} [label=${quoted(name)}${mark}];`;
  });
  const arrows = steps.map(({ from, to, edge }) => {
    const technique = edge.technique ? ` (${edge.technique})` : '';
    return `  v${from.id} -> v${to.id} [label=${quoted(`${edge.id}${technique}`)}];`;
  });
  return ['digraph paths {', '  rankdir=LR;', '  node [shape=box];', ...nodes, ...arrows, '}', ''].join('\n');
}

function quoted(text: string): string {
  return `"${printable(text).replace(/["\\]/g, '\\$&')}"`;
}

/** Mermaid's flowchart. */
export function mermaidText(routes: readonly ToldRoute[]): string {
  const goals = new Set(routes.map(({ goal }) => goal));
  const steps = stepsOf(routes);
  const vertices = new Map(steps.flatMap(({ from, to }) => [from, to]).map((vertex) => [vertex.id, vertex]));
  const nodes = [...vertices.values()].map(({ id, name }) => {
    return `  v${id}["${entities(name)}"]${goals.has(name) ? ':::goal' : ''}`;
  });
  const arrows = steps.map(({ from, to, edge }) => `  v${from.id} -->|"${entities(edge.id)}"| v${to.id}`);
  return ['flowchart LR', ...nodes, ...arrows, '  classDef goal fill:#f8d7da,stroke:#b02a37', ''].join('\n');
}

/** Mermaid reads entities with `#` for what would end a text or be markup. */
function entities(text: string): string {
  return printable(text).replace(/[^\w /.:@*-]/g, (character) => `#${character.codePointAt(0)};`);
}

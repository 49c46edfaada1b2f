import { unsureLines } from '../../formats/gap-words.ts';
import { printable } from '../../std/text.ts';
import type { Told } from '../story.ts';
import type { ToldRoute } from '../told.ts';
import { type Beside, besideLines } from './beside.ts';

/* Ways as graphs in the languages of other tools. Each step is drawn once, however many ways take it. */

export function stepsOf(routes: readonly ToldRoute[]): Told[] {
  const steps = routes.flatMap((route) => route.steps);
  return [...new Map(steps.map((step) => [`${step.from.id} ${step.edge.id} ${step.to.id}`, step])).values()];
}

/** Graphviz. What could not be looked at is told in comments, and above the picture that it may change it. */
export function dotText(routes: readonly ToldRoute[], beside: Beside): string {
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
  const comments = besideLines(beside).map((line) => `  // ${printable(line)}`);
  const title = unsureLines(beside.gaps).map((line) => `  label=${quoted(line)}; labelloc=t; fontcolor="#b02a37";`);
  return [
    'digraph paths {',
    ...comments,
    '  rankdir=LR;',
    ...title,
    '  node [shape=box];',
    ...nodes,
    ...arrows,
    '}',
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `"${printable(text).replace(/["\\]/g, '\\$&')}"`;
}

/** Mermaid's flowchart. What could not be looked at is told in comments, and in a box that it may change the picture. */
export function mermaidText(routes: readonly ToldRoute[], beside: Beside): string {
  const goals = new Set(routes.map(({ goal }) => goal));
  const steps = stepsOf(routes);
  const vertices = new Map(steps.flatMap(({ from, to }) => [from, to]).map((vertex) => [vertex.id, vertex]));
  const nodes = [...vertices.values()].map(({ id, name }) => {
    return `  v${id}["${entities(name)}"]${goals.has(name) ? ':::goal' : ''}`;
  });
  const arrows = steps.map(({ from, to, edge }) => `  v${from.id} -->|"${entities(edge.id)}"| v${to.id}`);
  const comments = besideLines(beside).map((line) => `  %% ${commentedOut(line)}`);
  const box = unsureLines(beside.gaps).map((line) => `  unsure["${entities(line)}"]:::unsure`);
  return [
    'flowchart LR',
    ...comments,
    ...box,
    ...nodes,
    ...arrows,
    '  classDef goal fill:#f8d7da,stroke:#b02a37',
    ...box.map(() => '  classDef unsure stroke:#b02a37,stroke-dasharray:4'),
    '',
  ].join('\n');
}

/** Braces in comments may be read as a directive. */
function commentedOut(text: string): string {
  return printable(text).replaceAll('{', '(').replaceAll('}', ')');
}

/** Mermaid reads entities with `#` for what would end a text or be markup. */
function entities(text: string): string {
  return printable(text).replace(/[^\w /.:@*-]/g, (character) => `#${character.codePointAt(0)};`);
}

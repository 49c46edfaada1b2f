import { edges } from '../../src/edges/index.generated.ts';
import type { Edge } from '../../src/edges/edge.ts';
import type { Generator } from './index.ts';

/** The catalogue of what an attacker can do from one place to another. */
export const edgeDocs: Generator = () => Promise.resolve([['docs/edges.md', catalogue()]]);

function catalogue(): string {
  const sorted = edges.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rows = sorted.map(
    ({ id, from, to, technique = '', ease }) =>
      `| [${id}](#${id}) | ${from.join(', ')} | ${to.join(', ')} | ${technique} | ${ease} |`,
  );
  return [
    '# Attack edges',
    '',
    `${edges.length} kinds of steps. Written by \`npm run generate\`. A step leads from what an attacker controls to what they come to`,
    'control; [Attack paths](paths.md) says how steps become paths. Techniques are those of MITRE ATT&CK for Containers.',
    '',
    '| step | from | to | technique | how hard |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    ...sorted.flatMap(section),
  ].join('\n');
}

function section({ id, title, why, remedy, guards = [], references }: Edge): string[] {
  return [
    `## ${id}`,
    '',
    `*… ${title} …* ${why}`,
    '',
    `**What takes it away:** ${remedy}`,
    ...(guards.length > 0 ? ['', `**What stops it:** ${guards.join('; ')}.`] : []),
    '',
    ...references.map((url) => `- <${url}>`),
    '',
  ];
}

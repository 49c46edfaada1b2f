import { edges } from '../edges/index.generated.ts';
import { createWorld } from '../edges/world.ts';
import type { Finding } from '../model/finding.ts';
import type { Ref } from '../model/resource.ts';
import { crownJewels } from '../paths/goals.ts';
import { buildGraph } from '../paths/graph.ts';
import { priorityOf, throughObjects } from '../paths/through.ts';
import type { Collected } from './collect.ts';
import { pathEstates } from './paths.ts';
import type { ScanOptions } from './scan.ts';

/** Marks the findings about objects that lie on a way from the internet to a crown jewel, and says which. */
export async function withPaths(
  findings: readonly Finding[],
  collected: Collected,
  options: Pick<ScanOptions, 'minor' | 'minorGiven' | 'config'>,
): Promise<Finding[]> {
  const marks = new Map<string, NonNullable<Finding['attackPath']>>();
  for (const { inventory, minor } of await pathEstates(collected, options)) {
    const world = createWorld(inventory, { minor });
    const sources = [world.internet.id];
    const graph = buildGraph(world, edges);
    const goals = crownJewels(world, options.config.config.crownJewels);
    for (const [resource, through] of throughObjects(graph, sources, goals)) {
      const priority = priorityOf(through);
      marks.set(keyOf(resource), { from: 'internet', to: through.goal.name, steps: through.steps.length, priority });
    }
  }
  return findings.map((finding) => {
    const attackPath = marks.get(keyOf(finding.subject));
    return attackPath ? { ...finding, attackPath } : finding;
  });
}

function keyOf({ kind, namespace, name }: Ref): string {
  return `${kind} ${namespace}/${name}`;
}

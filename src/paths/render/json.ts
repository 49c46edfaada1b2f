import type { JsonObject } from '../../model/json.ts';
import type { Blast } from '../blast.ts';
import type { Blocked } from '../graph.ts';
import type { Told } from '../story.ts';
import type { ToldRoute } from '../told.ts';

export const SCHEMA = 'castellan.dev/paths/v1';

export function routeJson(route: ToldRoute): JsonObject {
  const { goal, source, severity, hardest, actions, alike, steps } = route;
  return { goal, source, severity, hardest, actions, alike: [...alike], steps: steps.map(stepJson) };
}

export function stepJson({ from, to, edge, ease, evidence }: Told): JsonObject {
  return {
    from: from.name,
    to: to.name,
    edge: edge.id,
    title: edge.title,
    ...(edge.technique && { technique: edge.technique }),
    ease,
    evidence: evidence.map(({ note, object, place: { file, line, column } }) => ({ note, object, file, line, column })),
  };
}

export function blastJson({ reached, vertices, depth }: Blast): JsonObject {
  return {
    depth,
    reached: reached.map(({ kind, count, of }) => ({ kind, count, of })),
    names: vertices.map(({ name }) => name),
  };
}

export function blockedJson({ from, to, edge, guard }: Blocked): JsonObject {
  return { from: from.name, to: to.name, edge: edge.id, guard: guard.name };
}

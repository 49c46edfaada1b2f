import { toResource } from '../../kubernetes/resource.ts';
import type { Gap } from '../../model/gap.ts';
import type { Path } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import type { Resource, TextOrigin } from '../../model/resource.ts';
import { readParts, type Part } from './parts.ts';

/** Longer files are not read: flags files are small. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Reads a file of component flags (an environment file, a systemd unit or drop-in, a list of arguments) as one resource of type
 * `ComponentFlags` for each component. Pure; a file without flags gives nothing.
 */
export function readFlagsFile(file: string, text: string): { resources: Resource[]; gaps: Gap[] } {
  if (text.length > MAX_LENGTH) {
    return {
      resources: [],
      gaps: [{ code: 'limit', file, message: 'The file is too long for a flags file (over 1 MiB).' }],
    };
  }
  const resources = readParts(file, text).flatMap((part) => {
    const flags = part.spots.map(({ name, value }) => (value === undefined ? { name } : { name, value }));
    const object = {
      apiVersion: 'castellan.dev/v1',
      kind: 'ComponentFlags',
      metadata: { name: part.component },
      component: part.component,
      complete: part.complete,
      flags,
    };
    return toResource(object, originOf(file, text, part)) ?? [];
  });
  return { resources, gaps: [] };
}

function originOf(file: string, text: string, { spots }: Part): TextOrigin {
  const first = spots.reduce((least, { start }) => Math.min(least, start), spots[0]?.start ?? 0);
  const span = (path: Path) => (path[0] === 'flags' && typeof path[1] === 'number' ? spots[path[1]] : undefined);
  return {
    file,
    text,
    editable: true,
    span,
    locate: (path) => {
      const { start, end } = span(path) ?? { start: first, end: first };
      return placeOf(file, text, start, end);
    },
  };
}

function placeOf(file: string, text: string, start: number, end: number): Place {
  const from = positionOf(text, start);
  const to = positionOf(text, end);
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

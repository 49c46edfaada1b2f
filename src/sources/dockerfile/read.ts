import { DockerfileParser } from 'dockerfile-ast';
import { toResource } from '../../kubernetes/resource.ts';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Resource, TextOrigin } from '../../model/resource.ts';
import { asList } from '../../std/value.ts';
import { toObject } from './object.ts';
import { lineIndex, Spans } from './spans.ts';

/** Longer files are not read: a Dockerfile of this size is none. */
export const MAX_LENGTH = 256 * 1024;

/** Reads a Dockerfile or Containerfile as one resource of type `Dockerfile`. Pure; never throws. */
export function readDockerfileText(file: string, text: string): { resources: Resource[]; gaps: Gap[] } {
  if (text.length > MAX_LENGTH) return gap(file, 'limit', 'The file is too long for a Dockerfile (over 256 KiB).');
  const spans = new Spans();
  const object = parse(text, file.slice(file.lastIndexOf('/') + 1), spans);
  if (!object) return gap(file, 'syntax', 'The file can not be read as a Dockerfile.');
  if (asList(object['stages']).length === 0) return gap(file, 'syntax', 'The Dockerfile has no FROM instruction.');
  const resource = toResource(object, originOf(file, text, spans));
  return { resources: resource ? [resource] : [], gaps: [] };
}

/** The library gives undefined behaviour, an exception at worst, for text that no builder takes. */
function parse(text: string, name: string, spans: Spans): JsonObject | undefined {
  try {
    return toObject(DockerfileParser.parse(text), name, text, spans);
  } catch {
    return undefined;
  }
}

function originOf(file: string, text: string, spans: Spans): TextOrigin {
  const place = lineIndex(text);
  return {
    file,
    text,
    editable: true,
    locate: (path) => place(file, spans.nearest(path)),
    span: (path) => spans.get(path),
  };
}

function gap(file: string, code: Gap['code'], message: string): { resources: Resource[]; gaps: Gap[] } {
  const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { resources: [], gaps: [{ code, file, message, place }] };
}

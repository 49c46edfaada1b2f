import type { Gap } from '../../model/gap.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import type { Origin, Prefer, Resource } from '../../model/resource.ts';
import { toResource } from '../../kubernetes/resource.ts';
import { evidenceGaps, withDocuments } from '../../host/documents.ts';
import { parseManifests, type ManifestDocument, type ManifestProblem } from '../../manifests/parse.ts';
import { locate } from '../../manifests/positions.ts';
import { embeddedConfigs } from './embedded.ts';
import { append } from '../../std/append.ts';
import { asList, asObject, isObject } from '../../std/value.ts';

export interface ReadText {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  readonly documents: readonly ManifestDocument[];
  /** Documents that are no Kubernetes object (a values file, a CI pipeline). */
  readonly foreign: number;
}

/** An object of a document of a file, with what edits need to find it again. */
export interface DocumentOrigin extends Origin {
  readonly text: string;
  readonly document: ManifestDocument;
  /** Path of the object in the document: [] or ['items', 3] in a List. */
  readonly base: Path;
}

/** OpenAPI schemas are four fifths of the bytes of real repositories, and no rule reads them. */
const SKIMMED = 'openAPIV3Schema';

/** Reads one file's text as Kubernetes objects. Pure; `file` is the path to show. */
export function readManifestText(file: string, text: string): ReadText {
  const { documents, problems } = parseManifests(text, {}, SKIMMED);
  const resources: Resource[] = [];
  let foreign = 0;
  for (const document of documents) {
    const before = resources.length;
    addResources(resources, document.value, [], (base) => originOf(file, text, document, base));
    if (resources.length === before) foreign++;
  }
  const gaps = [...problems.map((problem) => toGap(file, problem)), ...resources.flatMap(evidenceGaps)];
  return { resources, gaps, documents, foreign };
}

/** Adds the object, or the items of a list or `List` (nested ones too), that look like Kubernetes objects. */
function addResources(into: Resource[], value: Json, base: Path, origin: (base: Path) => Origin): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => addResources(into, item, [...base, i], origin));
    return;
  }
  if (!isObject(value) || typeof value['kind'] !== 'string' || !looksLikeObject(value)) return;
  if (isListKind(value)) {
    asList(value['items']).forEach((item, i) => {
      addResources(into, withItemKind(value, item), [...base, 'items', i], origin);
    });
    return;
  }
  const resource = toResource(value, origin(base));
  if (!resource) return;
  append(into, withDocuments(resource));
  append(into, embeddedConfigs(resource));
}

/** Without an apiVersion, what has metadata or a spec was meant as an object. */
function looksLikeObject(value: JsonObject): boolean {
  return typeof value['apiVersion'] === 'string' || isObject(value['metadata']) || isObject(value['spec']);
}

function isListKind(value: JsonObject): boolean {
  return Array.isArray(value['items']) && (value['kind'] as string).endsWith('List');
}

/** Items of a typed list (`PodList`) may leave out apiVersion and kind. */
function withItemKind(list: JsonObject, item: Json): Json {
  if (list['kind'] === 'List' || !isObject(item) || item['kind'] !== undefined) return item;
  return { apiVersion: list['apiVersion'], kind: (list['kind'] as string).slice(0, -4), ...asObject(item) };
}

function originOf(file: string, text: string, document: ManifestDocument, base: Path): DocumentOrigin {
  return {
    file,
    text,
    document,
    base,
    editable: true,
    locate(path: Path, prefer: Prefer = 'key'): Place {
      const { line, column, endLine, endColumn } = locate(
        text,
        document,
        base.length > 0 ? [...base, ...path] : path,
        prefer,
      );
      return { file, line, column, endLine, endColumn };
    },
  };
}

function toGap(file: string, problem: ManifestProblem): Gap {
  const { line, column, code } = problem;
  return {
    code: code === 'limit' ? 'limit' : 'syntax',
    file,
    message: problem.message,
    place: { file, line, column, endLine: line, endColumn: column + 1 },
  };
}

import { parseManifests } from '../../manifests/parse.ts';
import { locate } from '../../manifests/positions.ts';
import { toResource } from '../../kubernetes/resource.ts';
import type { JsonObject, Path } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import type { Origin, Prefer, Resource } from '../../model/resource.ts';
import { asString, isObject } from '../../std/value.ts';
import { withUnknowns } from '../../terraform/resource.ts';
import { isUnknown } from '../../terraform/value.ts';
import { type Converted, convertKind, writtenAt } from './convert.ts';
import { kindOfType } from './kinds.ts';

/**
 * The Kubernetes objects that a resource of a Kubernetes provider makes; undefined for all other resources. `text` is that
 * of the resource's file where it is written in Terraform's native syntax.
 */
export function toKubernetes(resource: Resource, text?: string): Resource[] | undefined {
  const { type, object } = resource;
  if (type === 'kubernetes_manifest' || type === 'kubernetes_manifest_v1') return fromManifest(resource, 'manifest');
  if (type === 'kubectl_manifest' || type === 'k8s_manifest')
    return fromYaml(resource, type === 'kubectl_manifest' ? 'yaml_body' : 'content', text);
  const known = type.startsWith('kubernetes_') ? kindOfType(type) : undefined;
  const converted = known && convertKind(object, known);
  return converted && made(resource, converted.value, tracedOrigin(resource, converted));
}

/** An object as it stands in an attribute. */
function fromManifest(resource: Resource, attribute: string): Resource[] | undefined {
  const value = resource.object[attribute];
  if (!isObject(value) || isUnknown(value)) return undefined;
  const { origin } = resource;
  return made(resource, value, {
    ...closed(resource),
    locate: (path, prefer) => origin.locate([attribute, ...path], prefer),
  });
}

/** Objects in a text of YAML. A text that the file does not write itself has one place, its attribute. */
function fromYaml(resource: Resource, attribute: string, file: string | undefined): Resource[] | undefined {
  const text = asString(resource.object[attribute]);
  if (text === undefined) return undefined;
  const { origin } = resource;
  const found = parseManifests(text).documents.flatMap((document) => {
    if (!isObject(document.value)) return [];
    const inText = file === undefined ? undefined : heredocLines(origin.locate([attribute], 'value'), text, file);
    const locateInside = (path: Path, prefer: Prefer = 'key') =>
      inText?.(locate(text, document, path, prefer).line) ?? origin.locate([attribute], prefer);
    return made(resource, document.value, { ...closed(resource), locate: locateInside }) ?? [];
  });
  return found.length > 0 ? found : undefined;
}

/** Where the lines of a heredoc are in its file; undefined where the text is no heredoc, or is made of more lines. */
function heredocLines(value: Place, text: string, file: string): ((line: number) => Place) | undefined {
  const lines = file.split('\n');
  const isHeredoc = /<<-?\w+\s*$/.test(lines[value.line - 1]?.slice(value.column - 1) ?? '');
  if (!isHeredoc || text.split('\n').length !== value.endLine - value.line) return undefined;
  return (line) => {
    const at = value.line + line;
    const source = lines[at - 1] ?? '';
    const indent = source.length - source.trimStart().length;
    return { file: value.file, line: at, column: indent + 1, endLine: at, endColumn: source.trimEnd().length + 1 };
  };
}

function tracedOrigin(resource: Resource, { trace }: Converted): Origin {
  const { origin } = resource;
  return { ...closed(resource), locate: (path, prefer) => origin.locate(writtenAt(trace, path), prefer) };
}

function closed({ origin }: Resource): Pick<Origin, 'file' | 'editable'> {
  return { file: origin.file, editable: false };
}

/** A name that is not known is that of the Terraform resource. */
function made(resource: Resource, object: JsonObject, origin: Origin): Resource[] | undefined {
  const result = toResource(object, withUnknowns(origin, object));
  if (!result) return undefined;
  return [result.name === '' ? { ...result, name: resource.name } : result];
}

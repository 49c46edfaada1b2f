import { parseManifests } from '../../manifests/parse.ts';
import { toResource } from '../../kubernetes/resource.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Origin, Resource } from '../../model/resource.ts';
import { asString, isObject } from '../../std/value.ts';
import { withUnknowns } from '../../terraform/resource.ts';
import { isUnknown } from '../../terraform/value.ts';
import { type Converted, convertKind, writtenAt } from './convert.ts';
import { kindOfType } from './kinds.ts';

/** The Kubernetes objects that a resource of a Kubernetes provider makes; undefined for all other resources. */
export function toKubernetes(resource: Resource): Resource[] | undefined {
  const { type, object } = resource;
  if (type === 'kubernetes_manifest' || type === 'kubernetes_manifest_v1') return fromManifest(resource, 'manifest');
  if (type === 'kubectl_manifest' || type === 'k8s_manifest')
    return fromYaml(resource, type === 'kubectl_manifest' ? 'yaml_body' : 'content');
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
function fromYaml(resource: Resource, attribute: string): Resource[] | undefined {
  const text = asString(resource.object[attribute]);
  if (text === undefined) return undefined;
  const { origin } = resource;
  const objects = parseManifests(text).documents.map(({ value }) => value);
  const found = objects.filter(isObject).flatMap(
    (object) =>
      made(resource, object, {
        ...closed(resource),
        locate: (_, prefer) => origin.locate([attribute], prefer),
      }) ?? [],
  );
  return found.length > 0 ? found : undefined;
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

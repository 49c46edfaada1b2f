import { parseManifests, type ManifestDocument } from '../../manifests/parse.ts';
import { locate } from '../../manifests/positions.ts';
import type { Gap } from '../../model/gap.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import type { Origin, Resource } from '../../model/resource.ts';
import { append } from '../../std/append.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import { terraformResource } from '../../terraform/resource.ts';
import { unknown } from '../../terraform/value.ts';
import { toKubernetes } from './kubernetes.ts';
import type { ReadTerraform } from './read.ts';

/*
 * What Terraform writes down of its work: plans and states, as `terraform show -json` prints them, and state files.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */

/** Whether a text is one of them, by its first words. */
export function isTerraformJson(text: string): boolean {
  return (
    /^\s*\{/.test(text.slice(0, 200)) &&
    text.includes('"terraform_version"') &&
    HEADS.some((head) => text.includes(head))
  );
}

const HEADS = ['"format_version"', '"lineage"', '"serial"'];

/** Reads a plan or a state as the resources that there are, or will be once it is applied. */
export function readTerraformJson(file: string, text: string): ReadTerraform {
  const { documents, problems } = parseManifests(text);
  const [document] = documents;
  if (!document || !isObject(document.value)) {
    const [problem] = problems;
    return refused(file, 'syntax', problem?.message ?? 'This is no JSON object.', problem?.line ?? 1);
  }
  const source: Source = { file, text, document };
  const { value } = document;
  if (typeof value['format_version'] !== 'string') return readStateFile(source, value);
  if (!/^[01]\./.test(value['format_version'])) {
    return refused(
      file,
      'unsupported',
      `The format version ${value['format_version']} of Terraform's JSON is not known.`,
    );
  }
  const root = isObject(value['planned_values']) ? 'planned_values' : 'values';
  const changes = changesOf(value);
  const resources: Resource[] = [];
  for (const found of modulesIn(value, [root, 'root_module'])) append(resources, fromModule(source, found, changes));
  return { resources, gaps: [] };
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly document: ManifestDocument;
}

/** A resource's entry of the document, and where it stands. */
interface Found {
  readonly entry: JsonObject;
  readonly path: Path;
}

const MAX_MODULES = 64;

/** Every resource of a module and of those in it. */
function modulesIn(value: Json, path: Path): Found[] {
  const module = at(value, ...path);
  if (!isObject(module) || path.length > 2 * MAX_MODULES) return [];
  const own = asList(module['resources']).map((entry, i) => ({
    entry: asObject(entry),
    path: [...path, 'resources', i],
  }));
  const children = asList(module['child_modules']).flatMap((_, i) => modulesIn(value, [...path, 'child_modules', i]));
  return [...own, ...children];
}

/** What the plan does not know yet, by address. */
function changesOf(value: JsonObject): ReadonlyMap<string, JsonObject> {
  return new Map(
    asList(value['resource_changes']).map((change) => [
      asString(at(change, 'address')) ?? '',
      asObject(at(change, 'change')),
    ]),
  );
}

function fromModule(source: Source, { entry, path }: Found, changes: ReadonlyMap<string, JsonObject>): Resource[] {
  const { address, mode, type } = entry;
  if (typeof address !== 'string' || typeof type !== 'string') return [];
  const change = changes.get(address);
  const known = masked(entry['values'] ?? {}, entry['sensitive_values'] ?? change?.['after_sensitive'], '(sensitive)');
  const object = withUnknown(known, change?.['after_unknown']);
  return resourceOf(source, mode === 'data' ? `data.${type}` : type, address, object, [...path, 'values']);
}

/** A copy with what the mask says is true put out of sight. */
function masked(value: Json, mask: Json | undefined, source: string): Json {
  if (mask === true) return value === null ? null : unknown(source);
  if (Array.isArray(value))
    return value.map((item, i) => masked(item, Array.isArray(mask) ? mask[i] : undefined, source));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, masked(inner ?? null, asObject(mask)[key], source)]),
  );
}

/** Attributes that are only known once it is applied stand in `after_unknown` alone. */
function withUnknown(value: Json, mask: Json | undefined): Json {
  if (mask === true) return unknown('(known after apply)');
  if (Array.isArray(mask)) {
    const items = asList(value);
    return Array.from({ length: Math.max(items.length, mask.length) }, (_, i) =>
      withUnknown(items[i] ?? null, mask[i]),
    );
  }
  if (!isObject(mask) || (!isObject(value) && value !== null)) return value;
  const merged: JsonObject = { ...asObject(value) };
  for (const [key, inner] of Object.entries(mask)) merged[key] = withUnknown(merged[key] ?? null, inner);
  return merged;
}

const STATE_VERSION = 4;

/** A raw state file: `terraform.tfstate`. */
function readStateFile(source: Source, value: JsonObject): ReadTerraform {
  const { version } = value;
  if (version !== STATE_VERSION) {
    const message = `State files of version ${JSON.stringify(version ?? null)} are not read, only those of version 4.`;
    return refused(source.file, 'unsupported', message, 1, 'Print it with `terraform show -json`.');
  }
  const resources = asList(value['resources']).flatMap((entry, i) =>
    asList(at(entry, 'instances')).flatMap((instance, n) =>
      fromState(source, asObject(entry), asObject(instance), ['resources', i, 'instances', n]),
    ),
  );
  return { resources, gaps: [] };
}

function fromState(source: Source, entry: JsonObject, instance: JsonObject, path: Path): Resource[] {
  const { type, name, mode, module } = entry;
  if (typeof type !== 'string' || typeof name !== 'string') return [];
  const kind = mode === 'data' ? `data.${type}` : type;
  const key = instance['index_key'];
  const suffix = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  const address = `${typeof module === 'string' ? `${module}.` : ''}${kind}.${name}${suffix}`;
  const object = hidden(instance['attributes'] ?? {}, instance['sensitive_attributes']);
  return resourceOf(source, kind, address, object, [...path, 'attributes']);
}

/** `sensitive_attributes` holds paths: lists of `{type: get_attr, value: name}` and `{type: index, value: {value: 0}}`. */
function hidden(value: Json, paths: Json | undefined): Json {
  return asList(paths).reduce<Json>((shown, path) => without(shown, asList(path)), value);
}

function without(value: Json, [step, ...rest]: readonly Json[]): Json {
  if (step === undefined) return unknown('(sensitive)');
  const key = at(step, 'value', 'value') ?? at(step, 'value');
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? without(item, rest) : item));
  if (!isObject(value) || typeof key !== 'string' || value[key] === undefined) return value;
  return { ...value, [key]: without(value[key], rest) };
}

function resourceOf(source: Source, type: string, address: string, value: Json, path: Path): Resource[] {
  const resource = terraformResource(type, address, withoutNulls(asObject(value)), originOf(source, path));
  return toKubernetes(resource) ?? [resource];
}

/** Plans say null for an attribute that is not set, and an empty list for a block that is not there. */
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): [string, Json][] => {
      if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
      if (Array.isArray(value)) return [[key, value.map((item) => (isObject(item) ? withoutNulls(item) : item))]];
      return [[key, isObject(value) ? withoutNulls(value) : value]];
    }),
  );
}

function originOf({ file, text, document }: Source, base: Path): Origin {
  return {
    file,
    editable: false,
    locate: (path, prefer = 'key'): Place => {
      const { line, column, endLine, endColumn } = locate(text, document, [...base, ...path], prefer);
      return { file, line, column, endLine, endColumn };
    },
  };
}

function refused(file: string, code: Gap['code'], message: string, line = 1, hint?: string): ReadTerraform {
  const place = { file, line, column: 1, endLine: line, endColumn: 2 };
  return { resources: [], gaps: [{ code, file, message, place, ...(hint && { hint }) }] };
}

import type { Gap } from '../model/gap.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Origin, Resource } from '../model/resource.ts';
import { toResource } from '../kubernetes/resource.ts';
import { parseManifests } from '../manifests/parse.ts';
import { asList, asObject, asString, at, isObject } from '../std/value.ts';

/** Kinds of configuration that are judged as resources of their own; those of components are judged with the command line. */
const OWN_KINDS = new Set([
  'EncryptionConfiguration',
  'EncryptionConfig',
  'Policy',
  'AdmissionConfiguration',
  'AuthorizationConfiguration',
  'AuthenticationConfiguration',
]);

/** Files that Kubescape's host scanner quotes in base64. */
const QUOTED: readonly Path[] = [
  ['data', 'configFile'],
  ['data', 'APIServerInfo', 'encryptionProviderConfigFile'],
  ['data', 'APIServerInfo', 'auditPolicyFile'],
  ['data', 'controllerManagerInfo', 'configFile'],
];

/** Longer quotes are not decoded: 4 MiB. */
const MAX_QUOTE = 4 * 1024 * 1024;

/** The resource with what evidence quotes made readable, then the configuration in it that rules judge by itself. */
export function withDocuments(resource: Resource): readonly Resource[] {
  if (resource.type === 'NodeEvidence') return [resource, ...ownDocuments(resource)];
  if (!resource.type.endsWith('.hostdata.kubescape.cloud')) return [resource];
  const quotes = QUOTED.flatMap((path) => {
    const document = decoded(asString(at(resource.object, ...path, 'content')));
    return document ? [{ path, document }] : [];
  });
  if (quotes.length === 0) return [resource];
  const object = quotes.reduce((all, { path, document }) => withDocument(all, path, document), resource.object);
  const readable = { ...resource, object };
  return [
    readable,
    ...quotes.flatMap(({ path, document }) => embedded(readable, document, () => [...path, 'content'])),
  ];
}

function ownDocuments(resource: Resource): Resource[] {
  return asList(resource.object['configurations']).flatMap((entry, i) => {
    const document = at(entry, 'document');
    return isObject(document) ? embedded(resource, document, (path) => ['configurations', i, 'document', ...path]) : [];
  });
}

/** Named by the node, since such files have no name: so findings of different nodes are told apart. */
function embedded(resource: Resource, document: JsonObject, place: (path: Path) => Path): Resource[] {
  if (!OWN_KINDS.has(asString(document['kind']) ?? '')) return [];
  const origin: Origin = {
    file: resource.origin.file,
    editable: false,
    locate: (path, prefer) => resource.origin.locate(place(path), prefer),
  };
  const inner = toResource(document, origin);
  return inner ? [{ ...inner, name: inner.name || resource.name }] : [];
}

function decoded(content: string | undefined): JsonObject | undefined {
  if (!content || content.length > MAX_QUOTE) return undefined;
  const text = fromBase64(content);
  const value = text === undefined ? undefined : parseManifests(text).documents[0]?.value;
  return isObject(value) ? value : undefined;
}

function fromBase64(content: string): string | undefined {
  const compact = content.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

function withDocument(object: JsonObject, path: Path, document: Json): JsonObject {
  const [step, ...rest] = path;
  if (typeof step !== 'string') return { ...object, document };
  return { ...object, [step]: withDocument(asObject(object[step]), rest, document) };
}

/** What the collector could not read, as gaps of the report. */
export function evidenceGaps(resource: Resource): Gap[] {
  if (resource.type !== 'NodeEvidence') return [];
  return asList(resource.object['unread']).map((entry, i) => {
    const what = asString(at(entry, 'what')) ?? 'Something';
    const reason = asString(at(entry, 'reason')) ?? 'no reason given';
    const place = resource.origin.locate(['unread', i]);
    return {
      code: gapCode(asString(at(entry, 'code'))),
      file: place.file,
      place,
      message: `${what} of node ${resource.name || 'without a name'} is not in the evidence: ${reason}.`,
      hint: 'Collect the evidence as root of the node, with --root where the node is mounted elsewhere.',
    };
  });
}

function gapCode(code: string | undefined): Gap['code'] {
  const known = (['forbidden', 'limit', 'syntax', 'unsupported'] as const).find((name) => name === code);
  return known ?? 'unreadable';
}

import { parseManifests } from '../../manifests/parse.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { gunzipped, isSignedBy, readPublicKey, type SignatureHash } from '../../std/signature.ts';
import { asList, asObject, asString, asStrings, equalJson, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { matchesWildcard } from '../wildcard.ts';
import { result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';
import { textFiles } from './tar.ts';
import type { Message } from './validate.ts';

/**
 * `validate.manifests`: the object must be what somebody signed (docs, cluster-policy/validate, "Manifest validation"). Its
 * annotations carry the signed text and the signatures; keys verify them here, certificates and keyless ones need services.
 */
export function compileManifests(source: RuleSource, block: JsonObject, path: Path, message: Message): Handler {
  const sets = asList(block['attestors']).map((set, i) => compileSet(asObject(set), [...path, 'attestors', i]));
  if (sets.length === 0) throw new PolicyProblem('Signed manifests need attestors.', path);
  const domain = asString(block['annotationDomain']) || 'cosign.sigstore.dev';
  const ignored = asList(block['ignoreFields']).map(asObject);
  return (evaluation) => {
    const { object } = evaluation;
    const signed = signedIn(object, domain);
    const fail = (why: string) => {
      const text = message(evaluation);
      return result('fail', text === '' ? `manifest verification failed: ${why}` : `${text}; ${why}`);
    };
    if (!signed) return fail('the object carries no signed manifest');
    for (const set of sets) {
      const outcome = set(signed);
      if (outcome === 'unknown') return result('error', GAP, { gap: GAP });
      if (outcome !== 'verified') return fail(outcome);
    }
    const difference = differenceOf(object, signed.objects, domain, ignored);
    if (difference !== undefined) return fail(difference);
    return result('pass', `verified manifest signatures of ${source.name}`);
  };
}

const GAP = 'Signatures of manifests are verified by public keys alone: not by certificates, identities or services.';

interface Signed {
  readonly blob: Uint8Array;
  readonly signatures: readonly Uint8Array[];
  readonly objects: readonly JsonObject[];
}

const MOST_BYTES = 10_000_000;

function signedIn(object: JsonObject, domain: string): Signed | undefined {
  const annotations = asObject(asObject(object['metadata'])['annotations']);
  const message = bytesOf(annotations[`${domain}/message`]);
  const blob = message && gunzipped(message, MOST_BYTES);
  if (!blob) return undefined;
  const isSignature = (key: string) => key === `${domain}/signature` || key.startsWith(`${domain}/signature_`);
  const signatures = Object.entries(annotations).flatMap(([key, value]) => {
    const bytes = isSignature(key) ? bytesOf(value) : undefined;
    return bytes ? [bytes] : [];
  });
  const archive = gunzipped(blob, MOST_BYTES);
  const texts = archive ? textFiles(archive) : [new TextDecoder().decode(blob)];
  const objects = texts.flatMap((text) => parseManifests(text).documents.map(({ value }) => value));
  return { blob, signatures, objects: objects.filter((one) => isObject(one)) };
}

function bytesOf(value: Json | undefined): Uint8Array | undefined {
  const text = asString(value)?.replaceAll(/\s/g, '');
  if (!text || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** `verified`, `unknown`, or why not. */
type Outcome = string;

/** A set of attestors, of which `count` (all unless told) must have signed. */
function compileSet(set: JsonObject, path: Path): (signed: Signed) => Outcome {
  const entries = asList(set['entries']).map((entry, i) => compileEntry(asObject(entry), [...path, 'entries', i]));
  if (entries.length === 0) throw new PolicyProblem('A set of attestors needs entries.', path);
  const { count } = set;
  const needed = typeof count === 'number' ? count : entries.length;
  return (signed) => {
    const outcomes = entries.map((entry) => entry(signed));
    const verified = outcomes.filter((one) => one === 'verified').length;
    if (verified >= needed) return 'verified';
    if (outcomes.includes('unknown')) return 'unknown';
    return `${verified} of ${needed} attestors have signed`;
  };
}

const HASHES: ReadonlySet<string> = new Set(['sha224', 'sha256', 'sha384', 'sha512']);

function compileEntry(entry: JsonObject, path: Path): (signed: Signed) => Outcome {
  if (isObject(entry['attestor'])) return compileSet(asObject(entry['attestor']), [...path, 'attestor']);
  const keys = asObject(entry['keys']);
  const texts = pemBlocks(asString(keys['publicKeys']) ?? '');
  if (texts.length === 0) return () => 'unknown';
  const publicKeys = texts.map((text) => {
    const key = readPublicKey(text);
    if (!key) throw new PolicyProblem('The public key cannot be read.', [...path, 'keys', 'publicKeys']);
    return key;
  });
  const hash = asString(keys['signatureAlgorithm']) ?? 'sha256';
  if (!HASHES.has(hash))
    throw new PolicyProblem(`"${hash}" is no hash: ${[...HASHES].join(', ')}.`, [
      ...path,
      'keys',
      'signatureAlgorithm',
    ]);
  return ({ blob, signatures }) =>
    publicKeys.some((key) => signatures.some((one) => isSignedBy(key, blob, one, hash as SignatureHash)))
      ? 'verified'
      : 'not signed';
}

function pemBlocks(text: string): string[] {
  return text
    .split(/(?=-----BEGIN )/)
    .map((block) => block.trim())
    .filter((block) => block.startsWith('-----BEGIN '));
}

/** What a server or kubectl writes into an object. */
const WRITTEN_LATER: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

function differenceOf(
  object: JsonObject,
  manifests: readonly JsonObject[],
  domain: string,
  ignored: readonly JsonObject[],
): string | undefined {
  const name = asObject(object['metadata'])['name'];
  const manifest = manifests.find(
    (one) => one['kind'] === object['kind'] && asObject(one['metadata'])['name'] === name,
  );
  if (!manifest) return 'another object was signed';
  const fields = ignored.filter((one) => isIgnoredIn(one, object)).flatMap((one) => asStrings(one['fields']));
  const [is, was] = [leavesOf(object, domain), leavesOf(manifest, domain)];
  if (!was.has('metadata.namespace')) is.delete('metadata.namespace');
  const changed = [...new Set([...is.keys(), ...was.keys()])].find(
    (path) => !equalJson(is.get(path) ?? null, was.get(path) ?? null) && !fields.some((field) => covers(field, path)),
  );
  return changed === undefined ? undefined : `${changed} is not as it was signed`;
}

function isIgnoredIn(entry: JsonObject, object: JsonObject): boolean {
  const metadata = asObject(object['metadata']);
  const fits = (pattern: Json | undefined, value: Json | undefined) =>
    !asString(pattern) || matchesWildcard(asString(pattern) ?? '', asString(value) ?? '');
  return asList(entry['objects'])
    .map(asObject)
    .some(
      ({ kind, name, namespace }) =>
        fits(kind, object['kind']) && fits(name, metadata['name']) && fits(namespace, metadata['namespace']),
    );
}

function covers(field: string, path: string): boolean {
  return matchesWildcard(field, path) || path.startsWith(`${field}.`);
}

/** Every plain value by its dotted path, without status, what is written later, and the signature itself. */
function leavesOf(object: JsonObject, domain: string): Map<string, Json> {
  const leaves = new Map<string, Json>();
  const { status: _, ...rest } = object;
  const metadata = Object.entries(asObject(object['metadata'])).filter(([key]) => !WRITTEN_LATER.has(key));
  const annotations = Object.entries(asObject(asObject(object['metadata'])['annotations'])).filter(
    ([key]) => !key.startsWith(`${domain}/`) && key !== 'kubectl.kubernetes.io/last-applied-configuration',
  );
  const clean = { ...Object.fromEntries(metadata), annotations: Object.fromEntries(annotations) };
  addLeaves({ ...rest, metadata: clean }, '', leaves);
  return leaves;
}

function addLeaves(value: Json, path: string, leaves: Map<string, Json>): void {
  const join = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) value.forEach((item, i) => addLeaves(item, join(i), leaves));
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) addLeaves(inner ?? null, join(key), leaves);
  } else if (value !== null) leaves.set(path, value);
}

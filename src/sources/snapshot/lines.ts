import type { Credential } from '../../model/check.ts';
import { type Gap, GAP_CODES } from '../../model/gap.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, isObject } from '../../std/value.ts';
import type { ServedKind, SnapshotFacts, SnapshotRecord } from './format.ts';

/** The first line of what is compressed. */
export function readFacts(value: JsonObject): SnapshotFacts {
  return {
    minor: asNumber(value['minor']),
    namespaces: Array.isArray(value['namespaces']) ? asStrings(value['namespaces']) : undefined,
    namespace: asString(value['namespace']) ?? 'default',
    served: asList(value['served']).map(asObject).map(readKind),
    gaps: asList(value['gaps']).map(asObject).flatMap(readGap),
  };
}

function readKind({ group, kind, namespaced }: JsonObject): ServedKind {
  return { group: asString(group) ?? '', kind: asString(kind) ?? '', namespaced: namespaced === true };
}

function readGap(value: JsonObject): Gap[] {
  const code = GAP_CODES.find((known) => known === value['code']);
  const [message, file, hint] = [asString(value['message']), asString(value['file']), asString(value['hint'])];
  if (!code || message === undefined) return [];
  const types = Array.isArray(value['types']) ? asStrings(value['types']) : undefined;
  return [{ code, message, file: file ?? '', ...(hint !== undefined && { hint }), ...(types && { types }) }];
}

const NO_CREDENTIALS: readonly Credential[] = [];

/** The line of an object; undefined where it holds none. */
export function readRecord(value: JsonObject): SnapshotRecord | undefined {
  const { object, credentials } = value;
  if (!isObject(object)) return undefined;
  return {
    file: plainPath(asString(value['file']) ?? ''),
    object,
    shipped: value['shipped'] === true,
    credentials: credentials === undefined ? NO_CREDENTIALS : asList(credentials).map(asObject).flatMap(readCredential),
    managers: asList(value['managers']),
  };
}

/** Steps of which none is empty or begins with a dot. */
const PLAIN = /^[^/.][^/]*(?:\/[^/.][^/]*)*$/;

/** A path that leads nowhere else than it says. */
function plainPath(file: string): string {
  if (PLAIN.test(file)) return file;
  const steps = file.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
  return steps.join('/') || 'object.yaml';
}

function readCredential({ path, type, message }: JsonObject): Credential[] {
  if (typeof type !== 'string' || typeof message !== 'string') return [];
  return [{ path: asList(path).filter(isStep), type, message }];
}

function isStep(step: Json): step is Path[number] {
  return typeof step === 'string' || typeof step === 'number';
}

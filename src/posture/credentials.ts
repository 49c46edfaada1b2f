import type { Credential } from '../model/check.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { isLive } from '../kubernetes/secret-data.ts';
import { type Sparse, sharedEnds, sparse } from '../std/sparse.ts';
import { asString, isObject } from '../std/value.ts';

interface Candidate {
  readonly resource: Resource;
  readonly path: Path;
  readonly text: string;
}

/** UTF-16 units of one literal that are looked at, and of the texts that are looked at together. */
const MAX_LITERAL = 256 * 1024;
const MAX_BATCH = 1024 * 1024;
const MAX_DEPTH = 64;

/**
 * What every known credential has in it. Cheap and linear: it decides whether secretlint is loaded at all, and which
 * strings it gets.
 */
const HINT = new RegExp(
  [
    '\\b(?:A3T[A-Z0-9]|A(?:KIA|GPA|IDA|ROA|IPA|NPA|NVA|SIA))[A-Z0-9]{16}',
    '-----BEGIN',
    '_authToken=',
    '(?:npm|gsk|hf|ntn|glsa|dckr_pat|figd|lin_api|github_pat|secret|ops|A3)[_-][A-Za-z0-9-]',
    '(?:shp(?:pa|ca|at|ss)|[sr]k_(?:live|test)|gh[pousr]|vc[piark]|cf(?:k|ut|at))_[A-Za-z0-9]',
    '(?:xox[abopr]|xapp|sk|glpat|tskey)-[A-Za-z0-9]',
    'hooks\\.slack\\.com',
    '\\bSG\\.\\w',
    '\\bhv[sbr]\\.\\w',
    '\\bdapi[A-Fa-f0-9]{8}',
    '://[^\\s/@]{1,200}@',
    '(?:secret|SECRET|Secret)_?(?:access|ACCESS|Access)?_?(?:key|KEY|Key)',
    '"private_key"',
  ].join('|'),
);

/**
 * Finds literal credentials in every string of the inventory, base64 of Secrets and words of Dockerfiles included. In
 * memory; nothing of what it finds leaves it but the kind of credential and at most four characters.
 */
export async function findCredentials(
  { resources }: { readonly resources: readonly Resource[] },
  memory?: CredentialMemory,
): Promise<ReadonlyMap<Resource, readonly Credential[]>> {
  const fresh = (memory ? between(memory.list, resources) : resources).filter((resource) => !known.has(resource));
  for (const [resource, credentials] of await search(fresh)) known.set(resource, credentials);
  if (memory) for (const resource of fresh) if (!known.has(resource)) known.set(resource, NONE);
  return new Map(sparse(resources, foundIn, memory));
}

/** What was found in the resources of the last round. */
export type CredentialMemory = Sparse<readonly [Resource, readonly Credential[]]>;

/** The items of a list that are not at the ends that it shares with an earlier one. */
function between<T>(before: readonly unknown[], list: readonly T[]): readonly T[] {
  const { start, end } = sharedEnds(before, list);
  return list.slice(start, list.length - end);
}

function foundIn(resource: Resource): readonly [Resource, readonly Credential[]] | undefined {
  const credentials = known.get(resource);
  return credentials && credentials.length > 0 ? [resource, credentials] : undefined;
}

const NONE: readonly Credential[] = [];

/** What was found in a resource before: resources do not change. */
const known = new WeakMap<Resource, readonly Credential[]>();

/** Says what was found in a resource of a snapshot before its credentials were taken out. */
export function recallCredentials(resource: Resource, credentials: readonly Credential[]): void {
  known.set(resource, credentials.length > 0 ? credentials : NONE);
}

async function search(resources: readonly Resource[]): Promise<ReadonlyMap<Resource, readonly Credential[]>> {
  const found = new Map<Resource, Credential[]>();
  const candidates = resources.flatMap(candidatesOf);
  if (candidates.length === 0) return found;
  const { recognize } = await import('./recognize.ts');
  for (const batch of batches(candidates)) {
    for (const { index, type, message } of await recognize(batch.map(({ text }) => text))) {
      const { resource, path } = batch[index]!;
      const list = found.get(resource) ?? [];
      found.set(resource, list);
      const repeated = list.some((other) => other.type === type && other.path.join('\0') === path.join('\0'));
      if (!repeated) list.push({ path, type, message });
    }
  }
  return found;
}

function* batches(candidates: readonly Candidate[]): Iterable<Candidate[]> {
  let batch: Candidate[] = [];
  let length = 0;
  for (const candidate of candidates) {
    if (batch.length > 0 && length + candidate.text.length > MAX_BATCH) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(candidate);
    length += candidate.text.length;
  }
  yield batch;
}

function candidatesOf(resource: Resource): Candidate[] {
  // A Secret in a cluster is where credentials belong.
  if (resource.type === 'Secret' && isLive(resource)) return [];
  const candidates: Candidate[] = [];
  const path: (string | number)[] = [];
  const add: Add = (name, value) => {
    const text = `${name}=${value.length > MAX_LITERAL ? value.slice(0, MAX_LITERAL) : value}`;
    if (HINT.test(text)) candidates.push({ resource, path: [...path], text });
  };
  const skip = resource.type === 'Dockerfile' ? REPEATED : undefined;
  visit(resource.object, path, '', skip, add);
  if (resource.type === 'Secret') visitEncoded(resource.object['data'], path, add);
  return candidates;
}

/** Of a Dockerfile, what words, pairs and commands say again. */
const REPEATED = new Set(['arguments', 'instruction', 'form', 'operator']);

type Add = (name: string, value: string) => void;

/** Visits every string with the name it goes by: its key, or the `name` beside a `value`. `path` is where the visit is. */
function visit(
  value: Json | undefined,
  path: (string | number)[],
  name: string,
  skip: ReadonlySet<string> | undefined,
  add: Add,
): void {
  if (typeof value === 'string') return add(name, value);
  if (typeof value !== 'object' || value === null || path.length > MAX_DEPTH) return;
  if (!Array.isArray(value)) return visitObject(value, path, skip, add);
  for (let i = 0; i < value.length; i++) {
    path.push(i);
    visit(value[i], path, name, skip, add);
    path.pop();
  }
}

function visitObject(
  object: JsonObject,
  path: (string | number)[],
  skip: ReadonlySet<string> | undefined,
  add: Add,
): void {
  const own = asString(object['name']);
  const pairs = skip !== undefined && Array.isArray(object['pairs']);
  for (const key in object) {
    if (skip?.has(key) || (pairs && key === 'words')) continue;
    path.push(key);
    visit(object[key], path, key === 'value' && own !== undefined ? own : key, skip, add);
    path.pop();
  }
}

function visitEncoded(data: Json | undefined, path: (string | number)[], add: Add): void {
  if (!isObject(data)) return;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'string') continue;
    path.push('data', key);
    add(key, Buffer.from(value.slice(0, 2 * MAX_LITERAL), 'base64').toString('utf8'));
    path.length -= 2;
  }
}

import type { Json, JsonObject, Path } from '../model/json.ts';
import { asList, asObject, asString, at, equalJson, isObject } from '../std/value.ts';
import type { Author } from './types.ts';

/** What `managedFields` of a live object say: who wrote which field last, and when. */
export interface Authors {
  /** Of the field at the path; undefined where no one owns it, as with what the server fills in. */
  of(path: Path): Author | undefined;
  /** Who wrote to the object last, status aside. */
  last(): Author | undefined;
  /** Whether someone else than who deployed the object wrote the field. */
  foreign(path: Path): boolean;
}

interface Entry extends Author {
  readonly fields: JsonObject;
}

/** Reads `metadata.managedFields` (structured merge diff, KEP-555). `declared` fields tell who deploys the object. */
export function authorsOf(live: JsonObject): Authors {
  const entries = asList(at(live, 'metadata', 'managedFields'))
    .map(asObject)
    .map(readEntry)
    .filter(({ manager, subresource }) => manager !== '' && subresource !== 'status')
    .sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
  const owners = (path: Path) => entries.filter(({ fields }) => holds(fields, live, path));
  const deployer = deployerOf(entries);
  return {
    of: (path) => author(owners(path)[0], true),
    last: () => author(entries[0], false),
    foreign(path) {
      const found = owners(path);
      return found.length > 0 && found.every((entry) => entry.manager !== deployer);
    },
  };
}

function readEntry(entry: JsonObject): Entry {
  return {
    manager: asString(entry['manager']) ?? '',
    operation: asString(entry['operation']) ?? '',
    subresource: asString(entry['subresource']) ?? '',
    time: asString(entry['time']) ?? '',
    certain: true,
    fields: asObject(entry['fieldsV1']),
  };
}

function author(entry: Entry | undefined, certain: boolean): Author | undefined {
  if (!entry) return undefined;
  const { manager, operation, subresource, time } = entry;
  return { manager, operation, subresource, time, certain };
}

/** The manager of most fields: who applied the whole object, not a part of it. */
function deployerOf(entries: readonly Entry[]): string | undefined {
  let most = 0;
  let found: string | undefined;
  for (const { manager, fields } of entries) {
    const size = sizeOf(fields);
    if (size > most) [most, found] = [size, manager];
  }
  return found;
}

function sizeOf(fields: JsonObject, depth = 0): number {
  const inner = depth > 60 ? [] : Object.values(fields);
  return inner.reduce<number>((sum, value) => sum + (isObject(value) ? sizeOf(value, depth + 1) : 0), 1);
}

/** Whether a set of fields names the path or, as one value, something that holds it. */
function holds(fields: JsonObject, live: JsonObject, path: Path): boolean {
  let node: JsonObject = fields;
  let value: Json | undefined = live;
  for (const [depth, key] of path.entries()) {
    if (depth > 0 && isAtomic(node)) return true;
    value = at(value, key);
    const next = typeof key === 'string' ? node[`f:${key}`] : itemIn(node, value, key);
    if (!isObject(next)) return false;
    node = next;
  }
  return true;
}

function isAtomic(node: JsonObject): boolean {
  return Object.keys(node).every((key) => key === '.');
}

function itemIn(node: JsonObject, item: Json | undefined, index: number): Json | undefined {
  for (const [key, inner] of Object.entries(node)) {
    if (key.startsWith('k:') && isObject(item) && hasKeys(item, parse(key.slice(2)))) return inner;
    if (key.startsWith('v:') && equalJson(item, parse(key.slice(2)))) return inner;
  }
  return node[`i:${index}`];
}

function hasKeys(item: JsonObject, keys: Json | undefined): boolean {
  return isObject(keys) && Object.entries(keys).every(([name, value]) => equalJson(item[name], value));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // A key that is no JSON names nothing.
    return undefined;
  }
}

/** Whether a manager is a person at a terminal rather than a controller or a pipeline. */
export function isByHand({ manager, operation }: Author): boolean {
  if (operation === 'Apply') return false;
  return /^(?:kubectl(?!-(?:client-side-apply|last-applied)$).*|k9s|Lens|OpenLens|freelens|node-fetch|Mozilla|octant|dashboard)$/i.test(
    manager,
  );
}

import { allKinds, FIRST_MINOR, kindOf, LAST_MINOR } from '../schema/types.ts';
import { CHANGES, EARLIER } from './earlier.ts';
import { LIFECYCLE } from './lifecycle.generated.ts';

/** That a version of an API is about to go, or gone, in the minor asked about. */
export interface Deprecation {
  readonly status: 'deprecated' | 'removed';
  /** The minor that deprecated it, or for removed ones stopped serving it. */
  readonly since: number;
  /** The minor that stops serving it: seen, or planned by its authors. */
  readonly removedIn?: number;
  /** The apiVersion to use instead, one that the minor asked about serves. */
  readonly replacement?: string;
  /** The kind to use instead, where it has another name. */
  readonly replacementKind?: string;
  /** Whether nothing but the apiVersion has to change. */
  readonly mechanical: boolean;
  /** What else has to change. */
  readonly change?: string;
}

interface Entry {
  readonly deprecated: number;
  readonly removed?: number;
  readonly replacement?: string;
}

/** By `policy/v1beta1`, then by `PodDisruptionBudget`. */
let table: ReadonlyMap<string, ReadonlyMap<string, Entry>> | undefined;

function entryOf(apiVersion: string, kind: string): Entry | undefined {
  return (table ??= readTable()).get(apiVersion)?.get(kind);
}

/** What has become of `policy/v1beta1 PodDisruptionBudget` in Kubernetes 1.`minor`; undefined where nothing is wrong. */
export function deprecation(apiVersion: string, kind: string, minor: number): Deprecation | undefined {
  const entry = entryOf(apiVersion, kind);
  if (!entry || minor < entry.deprecated) return undefined;
  const id = `${apiVersion} ${kind}`;
  const removed = entry.removed !== undefined && minor >= entry.removed;
  const replacementKind = REPLACEMENT_KINDS.get(id);
  const replacement = successor(apiVersion, replacementKind ?? kind, entry.replacement, minor);
  const change = CHANGES.get(id) ?? CHANGES.get(apiVersion);
  return {
    status: removed ? 'removed' : 'deprecated',
    since: removed ? (entry.removed ?? minor) : entry.deprecated,
    removedIn: entry.removed,
    replacement,
    replacementKind,
    mechanical: replacement !== undefined && change === undefined,
    change,
  };
}

/** Whether the table knows the API: that some minor deprecates or has dropped it. */
export function isRetired(apiVersion: string, kind: string): boolean {
  return entryOf(apiVersion, kind) !== undefined;
}

const REPLACEMENT_KINDS: ReadonlyMap<string, string> = new Map([['v1 Endpoints', 'EndpointSlice']]);

function readTable(): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Map<string, Entry>>();
  for (const line of `${LIFECYCLE}${EARLIER}`.split('\n')) {
    if (line === '') continue;
    const [apiVersion = '', kind = '', deprecated, removed, replacement] = line.split(' ');
    if (!entries.has(apiVersion)) entries.set(apiVersion, new Map());
    entries.get(apiVersion)?.set(kind, {
      deprecated: Number(deprecated),
      removed: removed === '-' ? undefined : Number(removed),
      replacement: replacement === '-' ? undefined : replacement,
    });
  }
  return entries;
}

/** The newest version of the kind that the minor serves, in the group of the marked replacement or else its own. */
function successor(apiVersion: string, kind: string, marked: string | undefined, minor: number): string | undefined {
  const target = Math.min(Math.max(minor, FIRST_MINOR), LAST_MINOR);
  const group = groupOf(marked ?? apiVersion);
  const served = [...allKinds()]
    .filter(([, found]) => found.from <= target && target <= found.to)
    .map(([id]) => id.split(' '))
    .filter(
      ([version = '', name]) => name === kind && groupOf(version) === group && isNewer(version, apiVersion, group),
    )
    .map(([version = '']) => version);
  return served.sort((a, b) => rank(b) - rank(a))[0] ?? (isBuiltIn(marked, kind) ? undefined : marked);
}

/** Whether the schema knows the kind at all: if so, only what the minor serves is offered. */
function isBuiltIn(apiVersion: string | undefined, kind: string): boolean {
  return apiVersion !== undefined && kindOf(apiVersion, kind) !== undefined;
}

function isNewer(candidate: string, apiVersion: string, group: string): boolean {
  return groupOf(apiVersion) !== group || rank(candidate) > rank(apiVersion);
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.lastIndexOf('/'), 0));
}

const STAGES: Readonly<Record<string, number>> = { alpha: 0, beta: 1000 };

/** The order of API versions (KEP-2338): `v2` > `v1` > `v1beta2` > `v1beta1` > `v1alpha1`. */
function rank(apiVersion: string): number {
  const [, major = '0', stage = '', step = '0'] = /(?:^|\/)v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
  return (STAGES[stage] ?? 2000) + Number(major) * 20 + Number(step);
}

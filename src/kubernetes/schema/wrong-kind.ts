import { closest } from '../../std/distance.ts';
import { isRetired } from '../api-versions/deprecation.ts';
import { groupOf } from '../kinds.ts';
import { allKinds } from './types.ts';

export interface WrongKind {
  /** Which of the two is wrong. */
  readonly field: 'apiVersion' | 'kind';
  readonly suggestion: string;
  readonly message: string;
}

/** The kinds of each built-in apiVersion, and the apiVersions of each kind. */
interface Index {
  readonly kinds: ReadonlyMap<string, readonly string[]>;
  readonly apiVersions: ReadonlyMap<string, readonly string[]>;
}

let index: Index | undefined;

/**
 * What is wrong with a kind that the schema does not know: in a built-in apiVersion that has no such kind, it belongs to
 * another apiVersion (`v1 Deployment`) or is misspelt (`apps/v1 Deploymnet`). Undefined for custom resources, for lists,
 * and for versions that are gone: `deprecation` speaks of those.
 */
export function wrongKind(apiVersion: string, kind: string): WrongKind | undefined {
  const { kinds, apiVersions } = (index ??= readIndex());
  const own = kinds.get(apiVersion);
  if (!own || kind.endsWith('List') || isRetired(apiVersion, kind)) return undefined;
  const homes = apiVersions.get(kind) ?? [];
  if (homes.some((home) => groupOf(home) === groupOf(apiVersion))) return undefined;
  const home = homes.find((candidate) => !/alpha|beta/.test(candidate)) ?? homes[0];
  if (home) {
    return { field: 'apiVersion', suggestion: home, message: `${apiVersion} has no ${kind}; it belongs to ${home}` };
  }
  const near = closest(kind, own);
  return near
    ? { field: 'kind', suggestion: near, message: `${apiVersion} has no ${kind}; did you mean ${near}?` }
    : undefined;
}

function readIndex(): Index {
  const pairs = [...allKinds().keys()].map((id) => id.split(' '));
  const group = (key: number, value: number): Map<string, string[]> => {
    const grouped = Map.groupBy(pairs, (pair) => pair[key] ?? '');
    return new Map([...grouped].map(([name, found]) => [name, found.map((pair) => pair[value] ?? '')]));
  };
  return { kinds: group(0, 1), apiVersions: group(1, 0) };
}

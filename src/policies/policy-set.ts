import { toResource } from '../kubernetes/resource.ts';
import type { JsonObject } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { BundledPolicy } from '../policy/bundle.ts';
import { readsOf, typesOf } from '../policy/kinds.ts';
import { needsOf } from '../policy/needs.ts';
import { filesAt, isHidden, readObjects, type DocumentProblem, type FileObject } from './documents.ts';
import { loadPolicies } from './load.ts';

/** Policies read from files, and what lies beside them. */
export interface LoadedSet {
  readonly policies: readonly BundledPolicy[];
  /** Where each policy was read from. */
  readonly files: ReadonlyMap<JsonObject, FileObject>;
  /** Config maps, bindings, entries of the global context. */
  readonly others: readonly Resource[];
  readonly problems: readonly DocumentProblem[];
}

/** Reads policies, with the exceptions among them and those of other files. @throws UserError where nothing is there */
export function loadPolicySet(paths: readonly string[], exceptions: readonly string[] = []): LoadedSet {
  const problems: DocumentProblem[] = [];
  const read = (all: readonly string[]) => all.flatMap(visibleFiles).flatMap((file) => readObjects(file, problems));
  const documents = read(paths);
  const { bundled, others } = loadPolicies(documents, [...documents, ...read(exceptions)], problems);
  return {
    policies: bundled,
    files: new Map(documents.map((one) => [one.object, one])),
    others: others.flatMap((one) => resourceOf(one) ?? []),
    problems,
  };
}

function visibleFiles(path: string): string[] {
  return filesAt(path).filter((file) => !isHidden(file, path));
}

/** What a cluster is asked for: types that policies are about or look up, and what else names them. */
export function typesToRead({ policies }: LoadedSet): string[] {
  const read = policies.flatMap(({ policy, document }) => {
    const types = typesOf(policy, document);
    const looked = needsOf(document).flatMap((need) => need.types);
    return [...(types === '*' ? readsOf(policy, document) : types), ...looked];
  });
  return [...new Set(read)];
}

/** Policies that are about every kind: of a cluster, custom resources are not read for them. */
export function aboutEverything({ policies }: LoadedSet): string[] {
  return policies
    .filter(({ policy }) => policy.mayMatch('any.castellan.dev', 'v1', 'Anything', ''))
    .map(({ policy }) => policy.name);
}

/** The object of a file as a resource, which no fix is written for. */
export function resourceOf({ object, file, placeOf }: FileObject): Resource | undefined {
  const locate: Resource['origin']['locate'] = (path): Place => {
    const { line, column } = placeOf(path);
    return { file, line, column, endLine: line, endColumn: column };
  };
  return toResource(object, { file, editable: false, locate });
}

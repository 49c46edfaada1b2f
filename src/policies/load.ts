import { bundlePolicies, type BundledPolicy } from '../policy/bundle.ts';
import type { CompiledPolicy } from '../policy/types.ts';
import type { DocumentProblem, FileObject } from './documents.ts';

export interface LoadedPolicies {
  readonly policies: readonly CompiledPolicy[];
  /** The same, each with its document. */
  readonly bundled: readonly BundledPolicy[];
  /** Objects among the policies that are none: config maps, bindings. */
  readonly others: readonly FileObject[];
}

/** Compiles the policies among the objects; each that cannot be compiled is one problem. */
export function loadPolicies(
  objects: readonly FileObject[],
  exceptionObjects: readonly FileObject[],
  problems: DocumentProblem[],
): LoadedPolicies {
  const byDocument = new Map([...objects, ...exceptionObjects].map((one) => [one.object, one]));
  const fileOf = (document: FileObject['object']) => byDocument.get(document);
  const bundle = bundlePolicies(
    objects.map(({ object }) => object),
    exceptionObjects.map(({ object }) => object),
  );
  for (const { document, path, message } of bundle.problems) {
    const one = fileOf(document);
    if (one) problems.push({ file: one.file, ...lineOf(one, path), message });
  }
  return {
    policies: bundle.policies.map(({ policy }) => policy),
    bundled: bundle.policies,
    others: bundle.others.flatMap((document) => fileOf(document) ?? []),
  };
}

function lineOf({ placeOf }: FileObject, path: Parameters<FileObject['placeOf']>[0]) {
  const { line, column } = placeOf(path);
  return { line, column };
}

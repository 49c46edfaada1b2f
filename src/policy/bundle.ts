import type { JsonObject, Path } from '../model/json.ts';
import { asString } from '../std/value.ts';
import { compileCelException, isCelException } from './cel/exception.ts';
import { compileException } from './kyverno/exception.ts';
import { compilePolicy, policyKindOf, type Exceptions } from './plan.ts';
import { PolicyProblem } from './problem.ts';
import type { CompiledPolicy } from './types.ts';

/** A policy and the document that it was compiled from. */
export interface BundledPolicy {
  readonly policy: CompiledPolicy;
  readonly document: JsonObject;
}

/** A policy or exception that cannot be compiled, and the entry of its document that is to blame. */
export interface BundleProblem {
  readonly document: JsonObject;
  readonly path: Path;
  readonly message: string;
}

/** Documents that lie together, sorted into what they are. */
export interface Bundle {
  readonly policies: readonly BundledPolicy[];
  readonly problems: readonly BundleProblem[];
  /** What is no policy: config maps, bindings, objects of tests. */
  readonly others: readonly JsonObject[];
}

/** Compiles the policies among documents, with the exceptions among `exceptions`. Pure; nothing throws for a bad document. */
export function bundlePolicies(
  documents: readonly JsonObject[],
  exceptions: readonly JsonObject[] = documents,
): Bundle {
  const problems: BundleProblem[] = [];
  const known = compileExceptions(exceptions, problems);
  const policies: BundledPolicy[] = [];
  const others: JsonObject[] = [];
  for (const document of documents) {
    if (!policyKindOf(document)) {
      others.push(document);
      continue;
    }
    const policy = tried(document, problems, () => compilePolicy(document, known, documents));
    if (!policy) continue;
    policies.push({ policy, document });
    for (const { path, message } of policy.problems ?? []) problems.push({ document, path, message });
  }
  return { policies: inOrder(policies), problems, others };
}

/** Mutators of Gatekeeper come last, by kind and name, wherever they are written. */
function inOrder(policies: readonly BundledPolicy[]): BundledPolicy[] {
  const [own, repeating] = [false, true].map((repeats) =>
    policies.filter(({ policy }) => (policy.repeats ?? false) === repeats),
  );
  const keyOf = ({ policy }: BundledPolicy) => `${policy.kind}/${policy.name}`;
  return [...(own ?? []), ...(repeating ?? []).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))];
}

function compileExceptions(documents: readonly JsonObject[], problems: BundleProblem[]): Exceptions {
  const found = documents.filter((one) => asString(one['kind']) === 'PolicyException');
  const compiled = <T>(ones: readonly JsonObject[], compile: (one: JsonObject) => T): T[] =>
    ones.flatMap((one) => tried(one, problems, () => compile(one)) ?? []);
  return {
    rules: compiled(
      found.filter((one) => !isCelException(one)),
      compileException,
    ),
    cel: compiled(found.filter(isCelException), compileCelException),
  };
}

function tried<T>(document: JsonObject, problems: BundleProblem[], compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    problems.push({ document, path: error.path, message: error.message });
    return undefined;
  }
}

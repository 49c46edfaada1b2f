import { type WrongKind, wrongKind } from '../kubernetes/schema/wrong-kind.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { type Sparse, sparse } from '../std/sparse.ts';

/**
 * Gaps for objects of a kind that their built-in API group does not have (`apps/v1 Deploymnet`): no rule knows them, so
 * nothing was looked at; and for objects without an apiVersion. Custom resources are no gap: rules for every object speak of them.
 */
export function unknownKindGaps(resources: readonly Resource[], memory?: Sparse<Gap>): Gap[] {
  return sparse(resources, gapOf, memory);
}

function gapOf(resource: Resource): Gap | undefined {
  if (resource.apiVersion === '') return withoutVersion(resource);
  const wrong = ask(resource);
  return wrong && ofWrongKind(resource, wrong);
}

/** What is wrong with each kind that was met, by apiVersion and kind. */
const known = new Map<string, Map<string, WrongKind | undefined>>();
const MOST_KINDS = 10_000;

function ask({ apiVersion, kind }: Resource): WrongKind | undefined {
  let kinds = known.get(apiVersion);
  if (kinds?.has(kind)) return kinds.get(kind);
  if (!kinds) {
    if (known.size >= MOST_KINDS) known.clear();
    known.set(apiVersion, (kinds = new Map()));
  }
  if (kinds.size >= MOST_KINDS) kinds.clear();
  const wrong = wrongKind(apiVersion, kind);
  kinds.set(kind, wrong);
  return wrong;
}

function ofWrongKind(resource: Resource, wrong: WrongKind): Gap {
  const place = resource.origin.locate([wrong.field], 'value');
  return {
    code: 'unknown-kind',
    file: place.file,
    place,
    message: `The object was not looked at: ${wrong.message.replace(/[^.?]$/, '$&.')}`,
    hint: `Write \`${wrong.field}: ${wrong.suggestion}\`.`,
  };
}

function withoutVersion({ kind, origin }: Resource): Gap {
  const place = origin.locate(['kind']);
  return {
    code: 'unknown-kind',
    file: place.file,
    place,
    message: `The ${kind} has no apiVersion: it was read as one of the built-in kind, which the API server would not do.`,
    hint: 'Add the apiVersion, such as `apiVersion: v1`.',
  };
}

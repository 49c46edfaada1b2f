import { wrongKind } from '../kubernetes/schema/wrong-kind.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';

/**
 * Gaps for objects of a kind that their built-in API group does not have (`apps/v1 Deploymnet`): no rule knows them, so
 * nothing was looked at; and for objects without an apiVersion. Custom resources are no gap: rules for every object speak of them.
 */
export function unknownKindGaps(resources: readonly Resource[]): Gap[] {
  const known = new Map<string, ReturnType<typeof wrongKind>>();
  const ask = ({ apiVersion, kind }: Resource) => {
    const key = `${apiVersion} ${kind}`;
    if (!known.has(key)) known.set(key, wrongKind(apiVersion, kind));
    return known.get(key);
  };
  return resources.flatMap((resource): Gap[] => {
    if (resource.apiVersion === '') return [withoutVersion(resource)];
    const wrong = ask(resource);
    if (!wrong) return [];
    const place = resource.origin.locate([wrong.field], 'value');
    return [
      {
        code: 'unknown-kind',
        file: place.file,
        place,
        message: `The object was not looked at: ${wrong.message.replace(/[^.?]$/, '$&.')}`,
        hint: `Write \`${wrong.field}: ${wrong.suggestion}\`.`,
      },
    ];
  });
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

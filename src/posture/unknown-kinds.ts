import { wrongKind } from '../kubernetes/schema/wrong-kind.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';

/**
 * Gaps for objects of a kind that their built-in API group does not have (`apps/v1 Deploymnet`): no rule knows them, so
 * nothing was looked at. Custom resources are no gap: rules for every object speak of them.
 */
export function unknownKindGaps(resources: readonly Resource[]): Gap[] {
  return resources.flatMap((resource): Gap[] => {
    const wrong = wrongKind(resource.apiVersion, resource.kind);
    if (!wrong) return [];
    const place = resource.origin.locate([wrong.field], 'value');
    return [
      {
        code: 'unknown-kind',
        file: place.file,
        place,
        message: `The object was not looked at: ${wrong.message.replace(/[?.]$/, '')}.`,
        hint: `Write \`${wrong.field}: ${wrong.suggestion}\`.`,
      },
    ];
  });
}

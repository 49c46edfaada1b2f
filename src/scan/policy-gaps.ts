import type { Gap } from '../model/gap.ts';
import { count } from '../std/text.ts';

/** What one rule of a policy could not judge is told once, with the first object that it could not judge. */
export function foldPolicyGaps(gaps: readonly Gap[]): Gap[] {
  const groups = Map.groupBy(gaps, (gap) => {
    const rule = gap.code === 'unsupported' ? gap.rules?.[0] : undefined;
    return rule?.startsWith('policy/') ? rule : gap;
  });
  return [...groups.values()].map(folded);
}

function folded(group: readonly Gap[]): Gap {
  const first = group[0]!;
  if (group.length === 1) return first;
  const types = [...new Set(group.flatMap((gap) => gap.types ?? []))];
  const more = count(group.length - 1, 'more object');
  return { ...first, message: `${first.message.replace(/\.$/, '')} (and for ${more}).`, types };
}

import type { Json, JsonObject } from '../model/json.ts';

const EQUAL = /^([\w./-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")$/;
const HAS = /^has\(\s*([\w./-]+)\s*\)$/;

/**
 * A Calico selector as a `LabelSelector`, as far as conjunctions of `key == 'value'` and `has(key)` go. What it cannot
 * say is left out, so the result selects at least what the policy does: nothing is called unprotected by mistake.
 */
export function calicoSelector(text: string): JsonObject {
  if (text.includes('||') || text.includes('!(')) return {};
  const matchLabels: Record<string, Json> = {};
  const matchExpressions: Json[] = [];
  for (const part of text.split('&&')) {
    const equal = EQUAL.exec(part.trim());
    const has = HAS.exec(part.trim());
    if (equal) matchLabels[equal[1] ?? ''] = equal[2] ?? equal[3] ?? '';
    else if (has) matchExpressions.push({ key: has[1] ?? '', operator: 'Exists' });
  }
  return { matchLabels, matchExpressions };
}

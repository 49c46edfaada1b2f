import type { JsonObject } from '../model/json.ts';

/** An entry of `matchExpressions`. */
type Expression = { key: string; operator: string; values: string[] };

/** Stands for the namespace among a pod's labels, as in Cilium. */
export const NAMESPACE_LABEL = 'io.kubernetes.pod.namespace';

const KEY = String.raw`([\w./-]+)`;
const EQUAL = new RegExp(String.raw`^${KEY}\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)")$`);
const SET = new RegExp(String.raw`^${KEY}\s+(not\s+in|in)\s*\{([^{}]*)\}$`);
const HAS = new RegExp(String.raw`^(!?)\s*has\(\s*${KEY}\s*\)$`);

/**
 * A Calico selector as a `LabelSelector`, as far as conjunctions of `key == 'value'`, `key in {'a'}`, `has(key)` and
 * their negations go. What it cannot say is left out, so the result selects at least what the policy does: nothing is
 * called unprotected by mistake.
 */
export function calicoSelector(text: string): JsonObject {
  if (text.includes('||') || text.includes('!(')) return {};
  const requirements = text.split('&&').map((part) => requirement(part.trim()));
  return { matchExpressions: requirements.flatMap((found) => (found ? withoutOwnLabel(found) : [])) };
}

/** Of the labels that Calico itself gives to pods only the namespace is known here. */
function withoutOwnLabel(found: Expression): Expression[] {
  if (found.key === 'projectcalico.org/namespace') return [{ ...found, key: NAMESPACE_LABEL }];
  return found.key.startsWith('projectcalico.org/') ? [] : [found];
}

function requirement(part: string): Expression | undefined {
  const equal = EQUAL.exec(part);
  if (equal) {
    const [, key = '', sign, single, double] = equal;
    return { key, operator: sign === '==' ? 'In' : 'NotIn', values: [single ?? double ?? ''] };
  }
  const set = SET.exec(part);
  if (set) {
    const [, key = '', word, list = ''] = set;
    return { key, operator: word === 'in' ? 'In' : 'NotIn', values: list.split(',').map(unquoted) };
  }
  const has = HAS.exec(part);
  return has ? { key: has[2] ?? '', operator: has[1] ? 'DoesNotExist' : 'Exists', values: [] } : undefined;
}

function unquoted(value: string): string {
  return value.trim().replace(/^['"]|['"]$/g, '');
}

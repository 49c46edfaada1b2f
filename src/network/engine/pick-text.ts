import type { Requirement } from '../../kubernetes/selector.ts';
import { NAMESPACE_NAME } from './picks.ts';
import type { PodPick } from './policy.ts';

/** Everybody in the cluster, also who is not there yet. */
export const ENTIRE = 'entire-cluster';

/** How a selector is told; one about everybody is the entire cluster. */
export function pickText({ namespaces, pods, where, text }: PodPick): string {
  const place = 'name' in namespaces ? namespaces.name : namespaceText(namespaces.selector);
  if (text === undefined && place === '' && pods.length === 0 && !where) return ENTIRE;
  const who = text ?? (pods.length === 0 ? '[all pods]' : `[pod with ${selectorText(pods)}]`);
  return `${place || '[all namespaces]'}/${who}`;
}

function namespaceText(selector: readonly Requirement[]): string {
  if (selector.length === 0) return '';
  const [only] = selector;
  if (selector.length === 1 && only!.key === NAMESPACE_NAME && isLabel(only!)) return only!.values[0]!;
  return `[namespace with ${selectorText(selector)}]`;
}

/** A label as `matchLabels` states it. */
export function isLabel(one: Requirement): boolean {
  return 'label' in one;
}

function selectorText(selector: readonly Requirement[]): string {
  const labels = selector.filter(isLabel).map(({ key, values }) => `${key}=${values[0]}`);
  const rest = selector
    .filter((one) => !isLabel(one))
    .map(
      ({ key, operator, values }) =>
        `{Key:${key},Operator:${operator},Values:[${[...new Set(values)].sort().join(' ')}],}`,
    );
  return `{${[...labels.sort(), ...rest.sort()].join(',')}}`;
}

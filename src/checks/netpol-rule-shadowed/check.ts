import { requirementsOf } from '../../kubernetes/selector.ts';
import { defineCheck } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { type AddressRange, parseCidr, within } from '../../network/engine/address.ts';
import { implied } from '../../network/engine/implied.ts';
import { asList, asNumber, asString, at, equalJson, isObject } from '../../std/value.ts';

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

export default defineCheck({
  id: 'netpol-rule-shadowed',
  title: 'Network policy rule adds nothing',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Another rule of the policy allows all of it already: who reads or removes the narrow rule believes something that is not so.',
  remedy: 'Remove the rule, or narrow the other one if it was not meant to be so wide.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  types: ['NetworkPolicy'],
  *find({ object }) {
    for (const [direction, key] of DIRECTIONS) {
      const rules = asList(at(object, 'spec', direction));
      for (const [i, rule] of rules.entries()) {
        // Of two that are alike, the later one adds nothing.
        const wider = rules.findIndex(
          (other, j) => i !== j && covers(other, rule, key) && (j < i || !covers(rule, other, key)),
        );
        if (wider < 0) continue;
        yield {
          path: ['spec', direction, i],
          message: `${direction} rule ${wider + 1} allows all that rule ${i + 1} allows`,
        };
      }
    }
  },
});

function covers(wide: Json, narrow: Json, key: 'from' | 'to'): boolean {
  return (
    everyOne(asList(at(wide, key)), asList(at(narrow, key)), coversPeer) &&
    everyOne(asList(at(wide, 'ports')), asList(at(narrow, 'ports')), coversPort)
  );
}

/** An empty list is about everything. */
function everyOne(wide: readonly Json[], narrow: readonly Json[], one: (a: Json, b: Json) => boolean): boolean {
  if (wide.length === 0) return true;
  return narrow.length > 0 && narrow.every((b) => wide.some((a) => one(a, b)));
}

function coversPeer(wide: Json, narrow: Json): boolean {
  if (isObject(at(wide, 'ipBlock')) || isObject(at(narrow, 'ipBlock'))) {
    return coversBlock(at(wide, 'ipBlock'), at(narrow, 'ipBlock'));
  }
  return (
    coversNamespaces(at(wide, 'namespaceSelector'), at(narrow, 'namespaceSelector')) &&
    coversSelector(at(wide, 'podSelector') ?? {}, at(narrow, 'podSelector') ?? {})
  );
}

/** Without a selector the policy's own namespace is meant, which one for all holds too. */
function coversNamespaces(wide: Json | undefined, narrow: Json | undefined): boolean {
  if (wide === undefined) return narrow === undefined;
  return narrow === undefined ? requirementsOf(wide)?.length === 0 : coversSelector(wide, narrow);
}

function coversSelector(wide: Json, narrow: Json): boolean {
  const [a, b] = [requirementsOf(wide), requirementsOf(narrow)];
  return a !== undefined && b !== undefined && a.every((requirement) => implied(requirement, b));
}

function coversBlock(wide: Json | undefined, narrow: Json | undefined): boolean {
  const [a, b] = [rangeOf(at(wide, 'cidr')), rangeOf(at(narrow, 'cidr'))];
  if (!a || !b || !within(b, a)) return false;
  const left = rangesOf(at(narrow, 'except'));
  return rangesOf(at(wide, 'except')).every(
    (hole) => hole.to < b.from || b.to < hole.from || left.some((one) => within(hole, one)),
  );
}

function rangeOf(value: Json | undefined): AddressRange | undefined {
  return parseCidr(asString(value) ?? '');
}

function rangesOf(value: Json | undefined): AddressRange[] {
  return asList(value).flatMap((one) => rangeOf(one) ?? []);
}

function coversPort(wide: Json, narrow: Json): boolean {
  if ((at(wide, 'protocol') ?? 'TCP') !== (at(narrow, 'protocol') ?? 'TCP')) return false;
  const [a, b] = [at(wide, 'port'), at(narrow, 'port')];
  if (a === undefined || equalJson(a, b))
    return a === undefined || (asNumber(at(wide, 'endPort')) ?? 0) >= (asNumber(at(narrow, 'endPort')) ?? 0);
  const [from, first] = [asNumber(a), asNumber(b)];
  if (from === undefined || first === undefined) return false;
  return from <= first && (asNumber(at(narrow, 'endPort')) ?? first) <= (asNumber(at(wide, 'endPort')) ?? from);
}

import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { selectsAll } from '../../network/policy-view.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

export default defineCheck({
  id: 'netpol-open-selector',
  title: 'Network policy narrows nothing',
  severity: 'medium',
  category: 'network',
  profile: 'all',
  why: 'The policy is for all pods and lets in, or out to, everybody: it looks like protection and is none.',
  remedy: 'Say in `podSelector` which pods are meant, and in `from` and `to` who they may talk with.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  types: ['NetworkPolicy'],
  /** `narrow`: the selectors and rules must leave somebody out; `any`: it will do that a selector is written down. */
  parameters: { selectors: 'narrow' },
  find(resource, _scope, { selectors }) {
    const spec = asObject(resource.object['spec']);
    return selectors === 'any' ? withoutSelectors(spec) : narrowingNothing(spec);
  },
});

function narrowingNothing(spec: JsonObject): Violation[] {
  if (!selectsAll(spec['podSelector'])) return [];
  const open = [...openRules(spec)];
  if (open.length > 0 || spec['podSelector'] !== undefined || hasRules(spec)) return open;
  return [{ path: ['spec', 'podSelector'], message: 'the policy has neither a pod selector nor rules' }];
}

/** An empty pod selector counts where `policyTypes` says that all pods are meant. */
function withoutSelectors(spec: JsonObject): Violation[] {
  const stated = isObject(spec['podSelector']) && asList(spec['policyTypes']).length > 0;
  if (stated || !selectsAll(spec['podSelector']) || peersOf(spec).some(hasSelector)) return [];
  return [{ path: ['spec', 'podSelector'], message: 'the policy selects neither pods nor namespaces' }];
}

function peersOf(spec: JsonObject): Json[] {
  return DIRECTIONS.flatMap(([direction, peers]) => asList(spec[direction]).flatMap((rule) => asList(at(rule, peers))));
}

function hasSelector(peer: Json): boolean {
  return isObject(at(peer, 'podSelector')) || isObject(at(peer, 'namespaceSelector'));
}

function openRules(spec: JsonObject): Violation[] {
  const found: Violation[] = [];
  for (const [direction, peers] of DIRECTIONS) {
    for (const [i, rule] of asList(spec[direction]).entries()) {
      if (!admitsEverybody(asList(at(rule, peers)), rule)) continue;
      found.push({ path: ['spec', direction, i], message: `an ${direction} rule for all pods is open to everybody` });
    }
  }
  return found;
}

/** No peers mean everybody, and so does a peer that selects all pods of all namespaces; ports narrow at least what. */
function admitsEverybody(peers: readonly Json[], rule: Json): boolean {
  if (asList(at(rule, 'ports')).length > 0) return false;
  return peers.length === 0 || peers.some(isEverybody);
}

function isEverybody(peer: Json): boolean {
  const { namespaceSelector, podSelector, ipBlock } = asObject(peer);
  const block = asObject(ipBlock);
  if (['0.0.0.0/0', '::/0'].includes(asString(block['cidr']) ?? '')) return asList(block['except']).length === 0;
  return namespaceSelector !== undefined && selectsAll(namespaceSelector) && selectsAll(podSelector);
}

function hasRules(spec: JsonObject): boolean {
  return DIRECTIONS.some(([direction]) => asList(spec[direction]).length > 0);
}

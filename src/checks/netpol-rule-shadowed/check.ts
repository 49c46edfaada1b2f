import { defineCheck } from '../../model/check.ts';
import { type Shadow, SHADOW_TYPES, shadowsOf } from '../../network/shadows.ts';

export default defineCheck({
  id: 'netpol-rule-shadowed',
  title: 'Network policy rule adds nothing',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Another rule decides all of it already: who reads, changes or removes this rule believes something that is not so.',
  remedy: 'Remove the rule, or narrow the other one if it was not meant to be so wide.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'https://network-policy-api.sigs.k8s.io/api-overview/',
  ],
  types: SHADOW_TYPES,
  find(resource, { inventory }) {
    return shadowsOf(inventory, resource).map(({ by, rule, direction, first }) => {
      const own = by.policy.resource === resource;
      const where = own ? '' : ` of ${by.policy.label}`;
      return {
        path: rule.path,
        message: first
          ? `${direction} rule ${nameOf(rule)} never decides: rule ${nameOf(by.rule)}${where} comes first and is about all of it`
          : `${own ? direction : ''} rule ${nameOf(by.rule)}${where} allows all that ${own ? '' : `${direction} `}rule ${nameOf(rule)} allows`.trim(),
        evidence: [
          { resource: by.policy.resource, path: by.rule.path, note: first ? 'decides first' : 'allows it too' },
        ],
      };
    });
  },
});

/** `2`, or the name that it has. */
function nameOf({ name }: Shadow['rule']): string {
  return /^#\d+$/.test(name) ? name.slice(1) : `"${name}"`;
}

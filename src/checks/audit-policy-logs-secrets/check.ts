import { isAuditPolicy, treatmentOf } from '../../kubernetes/component/audit-policy.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asString, asStrings, at } from '../../std/value.ts';

/** Objects whose content is secret, or often holds something that is. */
const CONTENT = [
  { resource: 'secrets', group: '' },
  { resource: 'configmaps', group: '' },
  { resource: 'tokenreviews', group: 'authentication.k8s.io' },
] as const;
const WITH_BODY = new Set(['Request', 'RequestResponse']);

export default defineCheck({
  id: 'audit-policy-logs-secrets',
  title: 'Audit policy writes secrets into the log',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'At level Request or RequestResponse the content of the object goes into the log, where more people can read it than the object, and for longer.',
  remedy: 'Log secrets, config maps and token reviews at level Metadata, by a rule before the one that logs bodies.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  types: ['Policy'],
  find(resource) {
    if (!isAuditPolicy(resource)) return [];
    const { object } = resource;
    const rules = asList(object['rules']);
    const found: Violation[] = [];
    for (const [i, rule] of rules.entries()) {
      const level = asString(at(rule, 'level')) ?? '';
      const before = { rules: rules.slice(0, i) };
      const logged = !WITH_BODY.has(level)
        ? []
        : CONTENT.filter((content) => names(rule, content.resource) && !decided(before, content));
      const path = ['rules', i, 'level'];
      const what = logged.map(({ resource: name }) => name).join(', ');
      if (what) found.push({ path, message: `level ${level} logs the content of ${what}` });
    }
    return found;
  },
});

function names(rule: Parameters<typeof at>[0], resource: string): boolean {
  return asList(at(rule, 'resources')).some((entry) => asStrings(at(entry, 'resources')).includes(resource));
}

/** Whether an earlier rule for everybody already takes the reads of it. */
function decided(policy: Parameters<typeof treatmentOf>[0], content: (typeof CONTENT)[number]): boolean {
  return treatmentOf(policy, { ...content, title: content.resource, verb: 'update' }) !== undefined;
}

import { dirname, relative } from 'node:path';
import type { JsonObject, Path } from '../../model/json.ts';
import { withAutogen } from '../../policy/kyverno/autogen.ts';
import { matchesWildcard } from '../../policy/wildcard.ts';
import { closest } from '../../std/distance.ts';
import { asList, asObject, asString, asStrings, at } from '../../std/value.ts';
import type { FileObject } from '../documents.ts';
import type { Inspected, Tell } from './finding.ts';

/**
 * Two policies of one kind and name: a cluster would hold the one that came last. Those of different folders may be meant for
 * different clusters.
 */
export function lintDuplicates(policies: readonly Inspected[], tellAt: (one: Inspected) => Tell): void {
  const first = new Map<string, Inspected>();
  for (const one of policies) {
    const { kind, namespace, name } = one.policy;
    const before = first.get(`${kind} ${namespace}/${name}`);
    if (!before) first.set(`${kind} ${namespace}/${name}`, one);
    else {
      const { line } = before.source.placeOf(['metadata', 'name']);
      const isBeside = dirname(before.source.file) === dirname(one.source.file);
      tellAt(one)(
        isBeside ? 'duplicate-policy' : 'duplicate-elsewhere',
        ['metadata', 'name'],
        `There is a ${kind} of that name at ${relative(process.cwd(), before.source.file)}:${line}.`,
        isBeside ? 'Rename one.' : 'Rename one, or keep them out of one cluster.',
      );
    }
  }
}

export function lintRuleNames(document: JsonObject, tell: Tell): void {
  const seen = new Set<string>();
  asList(at(document, 'spec', 'rules')).forEach((rule, i) => {
    const name = asString(asObject(rule)['name']) ?? '';
    if (seen.has(name))
      tell('duplicate-rule', ['spec', 'rules', i, 'name'], `There is another rule "${name}".`, 'Rename one.');
    seen.add(name);
  });
}

/** Names of policies and rules in exceptions; nothing where no policy was read to hold them against. */
export function lintException({ object }: FileObject, policies: readonly Inspected[], tell: Tell): void {
  if (policies.length === 0) return;
  asList(at(object, 'spec', 'exceptions')).forEach((item, i) => {
    const { policyName, ruleNames } = asObject(item);
    const path: Path = ['spec', 'exceptions', i];
    const found = policiesNamed(asString(policyName) ?? '', policies, [...path, 'policyName'], tell);
    asStrings(ruleNames).forEach((rule, j) => lintRuleName(rule, found, [...path, 'ruleNames', j], tell));
  });
  asList(at(object, 'spec', 'policyRefs')).forEach((item, i) => {
    policiesNamed(asString(asObject(item)['name']) ?? '', policies, ['spec', 'policyRefs', i, 'name'], tell);
  });
}

/** Names in the rows of a `kyverno-test.yaml`. */
export function lintTest({ object }: FileObject, policies: readonly Inspected[], tell: Tell): void {
  if (policies.length === 0) return;
  asList(object['results']).forEach((item, i) => {
    const { policy, rule } = asObject(item);
    const found = policiesNamed(asString(policy) ?? '', policies, ['results', i, 'policy'], tell);
    const name = asString(rule) ?? '';
    if (name !== '') lintRuleName(name, found, ['results', i, 'rule'], tell);
  });
}

function policiesNamed(name: string, policies: readonly Inspected[], path: Path, tell: Tell): Inspected[] {
  const full = ({ policy }: Inspected) =>
    policy.namespace === '' ? policy.name : `${policy.namespace}/${policy.name}`;
  const found = policies.filter((one) => matchesWildcard(name, full(one)) || matchesWildcard(name, one.policy.name));
  if (found.length > 0) return found;
  const near = closest(name, policies.map(full));
  tell(
    'unknown-policy',
    path,
    `There is no policy "${name}".`,
    near ? `Did you mean "${near}"?` : 'Name the files of the policies too.',
  );
  return [];
}

function lintRuleName(rule: string, policies: readonly Inspected[], path: Path, tell: Tell): void {
  const named = policies.filter(({ policy }) => policy.rules.length > 0);
  if (named.length === 0) return;
  const names = named.flatMap(({ document }) => withAutogen(document).map((one) => asString(one.rule['name']) ?? ''));
  if (names.some((name) => matchesWildcard(rule, name))) return;
  const near = closest(rule, names);
  const hint = near ? `Did you mean "${near}"?` : `There are ${names.join(', ')}.`;
  tell('unknown-rule', path, `The policy has no rule "${rule}".`, hint);
}

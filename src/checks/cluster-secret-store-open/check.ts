import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asObject, asStrings, at, isObject } from '../../std/value.ts';
import type { Json } from '../../model/json.ts';

export default defineCheck({
  id: 'cluster-secret-store-open',
  title: 'Cluster-wide secret store is open to every namespace',
  severity: 'medium',
  category: 'secrets',
  profile: 'all',
  why: "Anyone who may create an ExternalSecret in any namespace reads everything that the store's identity can read.",
  remedy: 'Limit it with spec.conditions to namespaces, or give each team a SecretStore of its own.',
  references: [
    'https://external-secrets.io/latest/api/clustersecretstore/',
    'https://external-secrets.io/latest/guides/security-best-practices/',
  ],
  types: ['ClusterSecretStore.external-secrets.io'],

  find(resource) {
    const conditions = asList(at(resource.object, 'spec', 'conditions'));
    const found: Violation[] = [];
    if (conditions.length === 0)
      found.push({ path: ['spec', 'conditions'], message: 'spec.conditions limits no namespace' });
    for (const [i, condition] of conditions.entries()) {
      if (matchesAll(condition))
        found.push({ path: ['spec', 'conditions', i], message: 'the condition holds for every namespace' });
    }
    return found;
  },
});

function matchesAll(condition: Json): boolean {
  const selector = at(condition, 'namespaceSelector');
  const everything = /^\^?\.[*+]\$?$/;
  return (
    isEmptySelector(selector) || asStrings(at(condition, 'namespaceRegexes')).some((regex) => everything.test(regex))
  );
}

function isEmptySelector(selector: Json | undefined): boolean {
  if (!isObject(selector)) return false;
  return Object.keys(asObject(selector['matchLabels'])).length + asList(selector['matchExpressions']).length === 0;
}

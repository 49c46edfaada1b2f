import { matchesLabels, matchesMap } from '../../kubernetes/selector.ts';
import { strings, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asObject, at } from '../../std/value.ts';

/** Kinds whose selector is a plain map of labels. */
const PLAIN = ['ReplicationController', 'DeploymentConfig.apps.openshift.io'];
/** Where no selector means the labels of the template. */
const DEFAULTED = ['Job', 'ReplicationController'];
/** API versions that still filled in a missing selector. */
const OLD = ['extensions/v1beta1', 'apps/v1beta1'];

export default defineCheck({
  id: 'selector-mismatch',
  title: 'Selector does not match the labels of the pod template',
  severity: 'high',
  category: 'reliability',
  profile: 'recommended',
  why: 'The API server refuses the object, or the controller makes pods that it never finds again and makes more of them.',
  remedy: 'Give the pod template every label that the selector asks for.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  types: [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'ReplicationController',
    'Job',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
    'CloneSet.apps.kruise.io',
  ],
  *find(resource) {
    const labels = workloadOf(resource)?.labels;
    const selector = at(resource.object, 'spec', 'selector');
    if (!labels || at(resource.object, 'spec', 'template') === undefined || mayBeAbsent(resource, selector)) return;
    const path = ['spec', 'selector'];
    if (isEmpty(selector)) {
      yield { path, message: 'there is no selector' };
      return;
    }
    const matches = PLAIN.includes(resource.type) ? matchesMap : matchesLabels;
    if (matches(selector, labels)) return;
    yield { path, message: `the selector does not select pods with the labels ${inWords(labels)}` };
  },
});

function mayBeAbsent(resource: Resource, selector: unknown): boolean {
  const absent = selector === undefined || selector === null;
  const byRef = at(resource.object, 'spec', 'workloadRef') !== undefined;
  return absent && (byRef || DEFAULTED.includes(resource.type) || OLD.includes(resource.apiVersion));
}

function isEmpty(selector: Parameters<typeof asObject>[0]): boolean {
  const { matchLabels, matchExpressions, ...rest } = asObject(selector);
  const conditions = Object.keys(asObject(matchLabels)).length + Object.keys(matchExpressions ?? {}).length;
  return conditions === 0 && Object.keys(strings(rest)).length === 0;
}

function inWords(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.join(', ') : '(none)';
}

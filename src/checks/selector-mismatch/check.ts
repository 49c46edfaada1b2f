import { matchesLabels, matchesMap } from '../../kubernetes/selector.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, at } from '../../std/value.ts';

/** Kinds whose selector is a plain map of labels. */
const PLAIN: ReadonlySet<string> = new Set([
  'ReplicationController',
  'DeploymentConfig',
  'DeploymentConfig.apps.openshift.io',
]);
/** Where no selector means the labels of the template. */
const DEFAULTED: ReadonlySet<string> = new Set(['Job', 'CronJob', 'ReplicationController']);
/** API versions that still filled in a missing selector. */
const OLD: ReadonlySet<string> = new Set(['extensions/v1beta1', 'apps/v1beta1']);

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
    'CronJob',
    'DeploymentConfig',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
    'CloneSet.apps.kruise.io',
  ],
  // Kustomize's patches and bases often leave selector and labels to other files.
  parameters: { incomplete: false },
  find(resource, _scope, { incomplete }) {
    const holder = resource.type === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
    const labels = workloadOf(resource)?.labels;
    const selector = at(resource.object, ...holder, 'selector');
    if (!labels || at(resource.object, ...holder, 'template') === undefined || mayBeAbsent(resource, selector))
      return [];
    if (!incomplete && selector === undefined && Object.keys(labels).length === 0) return [];
    const path = [...holder, 'selector'];
    const plain = PLAIN.has(resource.type);
    if (isEmpty(plain ? { matchLabels: selector } : selector)) return [{ path, message: 'there is no selector' }];
    if ((plain ? matchesMap : matchesLabels)(selector, labels)) return [];
    return [{ path, message: `the selector does not select pods with the labels ${inWords(labels)}` }];
  },
});

function mayBeAbsent(resource: Resource, selector: Json | undefined): boolean {
  const absent = selector === undefined || selector === null;
  const byRef = at(resource.object, 'spec', 'workloadRef') !== undefined;
  return absent && (byRef || DEFAULTED.has(resource.type) || OLD.has(resource.apiVersion));
}

function isEmpty(selector: Json | undefined): boolean {
  const pairs = Object.keys(asObject(at(selector, 'matchLabels')));
  return pairs.length + asList(at(selector, 'matchExpressions')).length === 0;
}

function inWords(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.join(', ') : '(none)';
}

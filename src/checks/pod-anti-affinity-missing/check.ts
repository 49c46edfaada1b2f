import { mayRunSeveral } from '../../kubernetes/scaling.ts';
import { matchesLabels } from '../../kubernetes/selector.ts';
import { type Workload, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asString, asStrings, at, isObject } from '../../std/value.ts';
import { namespaceOf } from '../../kubernetes/namespaces.ts';

/** Spreading over these also spreads over nodes. */
const TOPOLOGIES = /^(?:kubernetes\.io\/hostname|(?:topology|failure-domain\.beta)\.kubernetes\.io\/(?:zone|region))$/;

export default defineCheck({
  id: 'pod-anti-affinity-missing',
  title: 'Replicas may all run on one node',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'Where nothing keeps replicas apart, one node that fails or is drained takes the whole service down.',
  remedy:
    'Add a pod anti-affinity, or a topology spread constraint, over kubernetes.io/hostname that selects the pods themselves.',
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ],
  types: [
    'Deployment',
    'StatefulSet',
    'ReplicaSet',
    'ReplicationController',
    'DeploymentConfig',
    'DeploymentConfig.apps.openshift.io',
    'Rollout.argoproj.io',
    'CloneSet.apps.kruise.io',
    'StatefulSet.apps.kruise.io',
  ],
  /** `spreadCounts`: a topology spread constraint over nodes keeps replicas apart as well. */
  parameters: { spreadCounts: true },
  find(resource, { inventory }, { spreadCounts }) {
    const workload = workloadOf(resource);
    if (!workload || !mayRunSeveral(inventory, resource) || isApart(workload, spreadCounts)) return [];
    return [problemOf(workload)];
  },
});

function problemOf(workload: Workload): Violation {
  const path = [...workload.path, 'affinity', 'podAntiAffinity'];
  const stray = termsOf(workload)[0];
  if (!stray) return { path, message: 'no anti-affinity keeps the replicas on different nodes' };
  const selector = at(stray.term, 'labelSelector');
  const selected = matchesLabels(selector, workload.labels);
  const message = selected
    ? `the anti-affinity spreads over ${asString(at(stray.term, 'topologyKey')) ?? 'nothing'}, not over nodes`
    : 'the anti-affinity selects other pods than its own';
  return { path: [...stray.path, selected ? 'topologyKey' : 'labelSelector'], message };
}

function isApart(workload: Workload, spreadCounts: boolean): boolean {
  const constraints = spreadCounts ? asList(workload.pod['topologySpreadConstraints']) : [];
  return (
    constraints.some((constraint) => keepsApart(constraint, workload)) ||
    termsOf(workload).some(({ term }) => keepsApart(term, workload) && reachesOwnNamespace(term, workload))
  );
}

function keepsApart(term: Json, workload: Workload): boolean {
  const overNodes = TOPOLOGIES.test(asString(at(term, 'topologyKey')) ?? '');
  return overNodes && matchesLabels(at(term, 'labelSelector'), workload.labels);
}

/** A term with neither namespaces nor a selector of them means the pod's own namespace. */
function reachesOwnNamespace(term: Json, workload: Workload): boolean {
  const namespaces = asStrings(at(term, 'namespaces'));
  if (namespaces.length === 0 || isObject(at(term, 'namespaceSelector'))) return true;
  return namespaces.includes(namespaceOf(workload.resource));
}

function termsOf(workload: Workload): { term: Json; path: Path }[] {
  const base = [...workload.path, 'affinity', 'podAntiAffinity'];
  const affinity = at(workload.pod, 'affinity', 'podAntiAffinity');
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...asList(at(affinity, required)).map((term, i) => ({ term, path: [...base, required, i] })),
    ...asList(at(affinity, preferred)).map((term, i) => ({
      term: at(term, 'podAffinityTerm') ?? null,
      path: [...base, preferred, i, 'podAffinityTerm'],
    })),
  ];
}

import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList } from '../../std/value.ts';

const TYPES = [
  ...WORKLOAD_TYPES,
  'ConfigMap',
  'HorizontalPodAutoscaler',
  'Ingress',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
];

/** Objects that Kubernetes itself keeps there. */
const OWN: ReadonlySet<string> = new Set([
  'Service/kubernetes',
  'ServiceAccount/default',
  'ConfigMap/kube-root-ca.crt',
]);

export default defineCheck({
  id: 'default-namespace',
  title: 'Object lives in a namespace that is not meant for workloads',
  severity: 'low',
  category: 'hygiene',
  profile: 'all',
  why: 'Everything that names no namespace ends up in default, so rights, quotas and network policies there hold for strangers too.',
  remedy: 'Give each application a namespace of its own and name it in the manifest.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  types: TYPES,
  parameters: { namespaces: ['default', 'kube-public', 'kube-node-lease'] },
  find(resource, _scope, parameters) {
    const namespace = resource.namespace || 'default';
    if (!asList(parameters.namespaces).includes(namespace) || OWN.has(`${resource.type}/${resource.name}`)) return [];
    const how = resource.namespace ? `lives in ${namespace}` : `names no namespace and ends up in ${namespace}`;
    return [{ path: ['metadata', 'namespace'], message: `${resource.kind} ${resource.name} ${how}` }];
  },
});

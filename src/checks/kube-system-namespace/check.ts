import { WORKLOAD_TYPES, strings, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

const COMPONENTS: ReadonlySet<string> = new Set([
  'cloud-controller-manager',
  'coredns',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-dns',
  'kube-proxy',
  'kube-scheduler',
  'metrics-server',
]);

export default defineCheck({
  id: 'kube-system-namespace',
  title: 'Workload lives in kube-system',
  severity: 'medium',
  category: 'hygiene',
  profile: 'all',
  why: 'Policies usually exempt kube-system, and its service accounts and secrets hold more rights than an application should be near.',
  remedy: 'Move the workload to a namespace of its own.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces'],
  types: WORKLOAD_TYPES,
  find(resource) {
    if (resource.namespace !== 'kube-system') return [];
    const own = strings(at(resource.object, 'metadata', 'labels'));
    if (isComponent({ ...workloadOf(resource)?.labels, ...own })) return [];
    return [{ path: ['metadata', 'namespace'], message: `${resource.kind} ${resource.name} lives in kube-system` }];
  },
});

/** Labels by which kubeadm and the add-ons mark the cluster's own parts. */
function isComponent(labels: Readonly<Record<string, string>>): boolean {
  if (labels['addonmanager.kubernetes.io/mode'] || labels['kubernetes.io/cluster-service'] === 'true') return true;
  return ['component', 'k8s-app', 'app.kubernetes.io/name'].some((key) => COMPONENTS.has(labels[key] ?? ''));
}

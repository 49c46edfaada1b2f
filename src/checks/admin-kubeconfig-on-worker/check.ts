import { factsOf } from '../../host/facts.ts';
import { defineCheck } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';

const ADMIN = new Set(['admin-kubeconfig', 'super-admin-kubeconfig']);
/** Programs and files that only a node of the control plane has. */
const CONTROL_PLANE_PROGRAMS = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'etcd',
  'k3s-server',
  'rke2-server',
]);

export default defineCheck({
  id: 'admin-kubeconfig-on-worker',
  title: "Administrator's kubeconfig lies on a worker node",
  severity: 'high',
  category: 'node',
  profile: 'recommended',
  why: 'Pods that break out of their container land on workers: there the file turns one lost node into a lost cluster.',
  remedy: 'Remove the file from the node and replace its certificate; work with personal credentials from elsewhere.',
  references: ['https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/'],
  types: ['NodeEvidence'],
  find(resource) {
    const { files } = factsOf(resource);
    const programs = asList(resource.object['processes']).map((entry) => asString(at(entry, 'name')) ?? '');
    const controlPlane =
      programs.some((name) => CONTROL_PLANE_PROGRAMS.has(name)) ||
      files.some(({ role }) => role === 'apiserver-manifest');
    // Without processes in the evidence nobody knows what the node is.
    if (controlPlane || programs.length === 0) return [];
    return files
      .filter(({ role }) => ADMIN.has(role))
      .map(({ file, path }) => ({ path: [...path, 'path'], message: `${file} is on a node without a control plane` }));
  },
});

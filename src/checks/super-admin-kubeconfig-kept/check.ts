import { factsOf, HOST_TYPES } from '../../host/facts.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'super-admin-kubeconfig-kept',
  title: 'Kubeconfig of the super administrator is kept on the node',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'Its certificate is of the group system:masters, which no RBAC rule binds and nobody can take rights from: a copy of the file owns the cluster until the certificate expires.',
  remedy:
    'Move super-admin.conf to a safe place off the node once admin.conf works; kubeadm needs it only to repair a broken binding.',
  references: ['https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/'],
  types: HOST_TYPES,
  find(resource) {
    const kept = factsOf(resource).files.filter(({ role }) => role === 'super-admin-kubeconfig');
    return kept.map(({ file, path }) => ({ path: [...path, 'path'], message: `${file} is on the node` }));
  },
});

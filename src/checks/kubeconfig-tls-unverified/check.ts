import { factsOf } from '../../host/facts.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'kubeconfig-tls-unverified',
  title: 'Kubeconfig of the node does not verify the API server',
  severity: 'high',
  category: 'node',
  profile: 'recommended',
  why: 'Anybody on the way poses as the API server: they get the token of the component, and tell a kubelet which pods to run.',
  remedy: 'Remove insecure-skip-tls-verify and give the kubeconfig the authority of the cluster.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
  ],
  types: ['NodeEvidence'],
  find(resource) {
    const careless = factsOf(resource).kubeconfigs.filter(({ insecure }) => insecure);
    return careless.map(({ file, path }) => ({
      path: [...path, 'insecure'],
      message: `${file} has insecure-skip-tls-verify`,
    }));
  },
});

import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-anonymous-auth',
  title: 'API server answers anonymous requests',
  severity: 'medium',
  profile: 'recommended',
  why: 'Requests without credentials are served as system:anonymous, so one careless role binding to that user or to system:unauthenticated opens the cluster to everybody who reaches the port.',
  remedy:
    'Allow anonymous requests for health endpoints alone with an AuthenticationConfiguration that has conditions (the probes of kubeadm need them), or set --anonymous-auth=false.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  component: 'kube-apiserver',
  rule: mustBe('anonymous-auth', ['false'], 'true'),
});

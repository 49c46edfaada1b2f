import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-basic-auth-file',
  title: 'API server accepts static passwords',
  severity: 'high',
  profile: 'recommended',
  why: 'Passwords in a plain file never expire and can only be changed by restarting the API server; whoever reads the file is every user in it. Kubernetes 1.19 removed the flag.',
  remedy: 'Remove --basic-auth-file and authenticate people with client certificates or OpenID Connect.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/'],
  component: 'kube-apiserver',
  rule: mustNotBeSet('basic-auth-file'),
});

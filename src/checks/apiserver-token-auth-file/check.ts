import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-token-auth-file',
  title: 'API server accepts static tokens',
  severity: 'high',
  profile: 'recommended',
  why: 'Tokens in a plain file live for ever and can only be revoked by restarting the API server; a copy of the file is a standing login as each user in it.',
  remedy: 'Remove --token-auth-file; use service account tokens, client certificates or OpenID Connect.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file'],
  component: 'kube-apiserver',
  rule: mustNotBeSet('token-auth-file'),
});

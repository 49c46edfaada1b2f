import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-image-policy-webhook-missing',
  title: 'No image policy webhook decides which images run',
  severity: 'info',
  profile: 'all',
  why: 'The API server asks nobody whether an image may run. A validating admission policy or webhook that verifies images serves the same end, so this is a benchmark demand rather than a hole.',
  remedy:
    'Verify images at admission: a policy engine with image rules, or the ImagePolicyWebhook plugin with its configuration.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook'],
  component: 'kube-apiserver',
  rule: mustInclude('enable-admission-plugins', 'ImagePolicyWebhook', 'the plugin is off by default', false),
});

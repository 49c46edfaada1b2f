import { settingCheck, wrong, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'binary-authorization-off',
  title: 'GKE cluster runs images that nobody attested',
  severity: 'low',
  profile: 'all',
  why: 'Without Binary Authorization an image from any registry, built by anyone, runs in the cluster.',
  remedy:
    'Set binary_authorization.evaluation_mode to PROJECT_SINGLETON_POLICY_ENFORCE and write the policy of the project.',
  references: [
    'https://cloud.google.com/binary-authorization/docs/overview',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [
    wrong(gkeCluster.binaryAuthorization, oneOf('DISABLED', 'EVALUATION_MODE_UNSPECIFIED', false, 'false', 0, 1)),
  ],
});

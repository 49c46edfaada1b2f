import { settingCheck, wrong, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-release-channel-missing',
  title: 'GKE cluster is in no release channel',
  severity: 'low',
  profile: 'all',
  why: 'Outside of the channels upgrades are left to people, and versions with known vulnerabilities stay longer than they need to.',
  remedy: 'Put the cluster into a channel: release_channel { channel = "REGULAR" }.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.releaseChannel, oneOf('UNSPECIFIED', 0))],
});

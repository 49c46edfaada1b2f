import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';
import type { Json } from '../../model/json.ts';

export default settingCheck({
  id: 'node-service-account-default',
  title: 'GKE nodes run as the default service account of Compute Engine',
  severity: 'medium',
  profile: 'recommended',
  why: 'The default account is editor of the project unless that was taken away: one stolen node token changes nearly everything in it.',
  remedy:
    'Make a service account with roles/container.defaultNodeServiceAccount and name it in node_config.service_account.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/service-accounts',
  ],
  rules: [wrong(gkeNodePool.serviceAccount, isDefault)],
});

function isDefault(value: Json): boolean {
  return (
    value === 'default' ||
    missing(value) ||
    (typeof value === 'string' && value.endsWith('-compute@developer.gserviceaccount.com'))
  );
}

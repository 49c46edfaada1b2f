import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'cluster-static-password',
  title: 'API server accepts a static user name and password',
  severity: 'high',
  profile: 'recommended',
  why: 'A password of the API server never expires, is no person, and whoever has read it once is cluster administrator.',
  remedy: 'Remove username and password from master_auth; sign in with the identities of the cloud.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/security-overview',
  ],
  rules: [wrong(gkeCluster.username, (value) => !missing(value))],
});

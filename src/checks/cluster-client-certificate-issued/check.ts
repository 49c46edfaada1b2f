import { settingCheck, wrong, on, missing } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { valueOf } from '../../cloud/fact.ts';

export default settingCheck({
  id: 'cluster-client-certificate-issued',
  title: 'Cluster issues a client certificate for its administrator',
  severity: 'medium',
  profile: 'recommended',
  why: 'A client certificate can not be withdrawn before it expires, years later; whoever copies it keeps its rights.',
  remedy: 'Set issue_client_certificate to false (its default), and sign in with the identities of the cloud.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/api-server-authentication',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [
    wrong(gkeCluster.clientCertificate, on),
    wrong(gkeCluster.issuedCertificate, (value) => !missing(value), {
      says: (_, { label }) => `${label} holds a certificate`,
      unless: (part) => valueOf(part, gkeCluster.clientCertificate) === true,
    }),
  ],
});

import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';
import { valueOf } from '../../cloud/fact.ts';
import { withoutPolicies } from '../../cloud/network.ts';
import type { Json } from '../../model/json.ts';

/** By name, and by number as Go clients write it. */
const LEGACY: ReadonlySet<Json> = new Set<Json>(['LEGACY_DATAPATH', 'DATAPATH_PROVIDER_UNSPECIFIED', 0, 1]);

export default settingCheck({
  id: 'cluster-network-policy-off',
  title: 'Nothing enforces network policies in the managed cluster',
  severity: 'medium',
  profile: 'recommended',
  why: 'NetworkPolicy objects are accepted but do nothing: every pod reaches every other pod, whatever the manifests say.',
  remedy:
    'EKS: enableNetworkPolicy in the vpc-cni add-on, or Cilium or Calico. GKE: datapath_provider ADVANCED_DATAPATH. AKS: network_policy cilium, azure or calico.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy',
    'https://learn.microsoft.com/en-us/azure/aks/use-network-policies',
  ],
  rules: [
    wrong(gkeCluster.networkPolicy, off, {
      unless: (part) => !LEGACY.has(valueOf(part, gkeCluster.datapath) ?? 'unknown'),
      so: 'and the dataplane is the legacy one',
    }),
    wrong(aksCluster.networkPolicy, (value) => value === null || value === 'none' || value === '', {
      unless: (part) => valueOf(part, aksCluster.dataPlane) !== 'azure',
    }),
    { of: 'eks-cluster', find: (part, { inventory }) => withoutPolicies(part, inventory) },
  ],
});

import { settingCheck, wrong, off, missing, type Problem } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';
import { podsHaveNoIdentity } from '../../cloud/identity.ts';
import type { Part } from '../../cloud/part.ts';

const NO_IDENTITY = ({ base }: Part): Problem => ({
  path: base,
  message: 'neither an OIDC provider for the service accounts of the cluster nor Pod Identity is set up',
});

export default settingCheck({
  id: 'cluster-workload-identity-missing',
  title: 'Pods have no cloud identity of their own',
  severity: 'medium',
  profile: 'all',
  why: "Pods that need the cloud then borrow the node's identity or carry keys in Secrets: one pod's flaw gives the rights of all of them.",
  remedy:
    'Switch on workload identity: an OIDC provider or Pod Identity on EKS, workload_identity_config on GKE, workload_identity_enabled on AKS.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
    'https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview',
  ],
  rules: [
    wrong(gkeCluster.workloadPool, missing),
    wrong(aksCluster.workloadIdentity, off),
    {
      of: 'eks-cluster',
      find: (part, { inventory }) => (podsHaveNoIdentity(part, inventory) ? [NO_IDENTITY(part)] : []),
    },
  ],
});

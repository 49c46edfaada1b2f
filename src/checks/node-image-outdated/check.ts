import { settingCheck, wrong } from '../../cloud/setting-check.ts';
import { eksNodeGroup } from '../../cloud/eks.ts';
import { gkeNodePool } from '../../cloud/gke.ts';
import { aksNodePool } from '../../cloud/aks.ts';

/** EKS ended the Amazon Linux 2 images on 2025-11-26, AKS its CBL-Mariner ones, GKE those with Docker in 1.24. */
const OUTDATED = new Set([
  'AL2_x86_64',
  'AL2_x86_64_GPU',
  'AL2_ARM_64',
  'AmazonLinux2',
  'CBLMariner',
  'Mariner',
  'COS',
  'UBUNTU',
]);

const SO = 'which gets no more fixes';

export default settingCheck({
  id: 'node-image-outdated',
  title: 'Nodes run an image that gets no more fixes',
  severity: 'medium',
  profile: 'recommended',
  why: 'The system of these nodes is out of support: flaws of its kernel and its container runtime that are found now stay open.',
  remedy: 'Move to Amazon Linux 2023 or Bottlerocket on EKS, to Ubuntu 22.04 or later or Azure Linux 3 on AKS.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html',
    'https://learn.microsoft.com/en-us/azure/aks/supported-kubernetes-versions',
  ],
  rules: [
    wrong(eksNodeGroup.image, (value) => typeof value === 'string' && OUTDATED.has(value), { so: SO }),
    wrong(aksNodePool.osImage, (value) => typeof value === 'string' && OUTDATED.has(value), { so: SO }),
    wrong(gkeNodePool.image, (value) => typeof value === 'string' && OUTDATED.has(value.toUpperCase()), { so: SO }),
  ],
});

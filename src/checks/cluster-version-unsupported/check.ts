import { settingCheck, type PartRule } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';
import { read, valueOf } from '../../cloud/fact.ts';
import { supportEnded } from '../../cloud/releases.ts';
import type { Fact } from '../../cloud/fact.ts';
import type { Provider } from '../../cloud/releases.ts';
import { show } from '../../std/value.ts';

export default settingCheck({
  id: 'cluster-version-unsupported',
  title: 'Managed cluster runs a version of Kubernetes out of ordinary support',
  severity: 'medium',
  profile: 'recommended',
  why: 'Fixes of vulnerabilities come late or not at all, extended support costs several times the price, and at its end the provider upgrades the cluster at a time of its own choice.',
  remedy: 'Upgrade to a minor version in standard support, one minor version at a time.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
    'https://cloud.google.com/kubernetes-engine/docs/release-schedule',
    'https://learn.microsoft.com/en-us/azure/aks/supported-kubernetes-versions',
  ],
  rules: [
    outdated('EKS', eksCluster.version),
    outdated('GKE', gkeCluster.version),
    outdated('AKS', aksCluster.version),
  ],
});

function outdated(provider: Provider, fact: Fact): PartRule {
  return {
    of: fact.of,
    find(part, { today }) {
      const reading = read(part, fact);
      const version = reading.state === 'set' ? show(reading.value) : '';
      const longTerm = valueOf(part, aksCluster.supportPlan) === 'AKSLongTermSupport';
      const end = supportEnded(provider, version, today, longTerm);
      if (!end || reading.state !== 'set') return [];
      const since = end === 'always' ? 'long ago' : `on ${end}`;
      return [
        {
          path: reading.path,
          message: `${part.where}the version is ${version}, whose support by ${provider} ended ${since}`,
        },
      ];
    },
  };
}

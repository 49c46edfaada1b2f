import { settingCheck, wrong, on, off } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';
import { isTrue } from '../../cloud/part.ts';
import { isObject } from '../../std/value.ts';

export default settingCheck({
  id: 'cluster-dashboard-on',
  title: 'Managed cluster has the Kubernetes Dashboard switched on',
  severity: 'high',
  profile: 'recommended',
  why: 'The add-on runs a web page with rights over the cluster that attackers look for first; its last supported version is years old.',
  remedy: "Switch the add-on off and use the provider's own console.",
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/dashboards',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [
    wrong(gkeCluster.dashboardOff, off),
    wrong(gkeCluster.dashboard, (value) => isObject(value) && !isTrue(value['disabled']), {
      says: (_, { label }) => `${label} is not disabled`,
    }),
    wrong(aksCluster.dashboard, on),
  ],
});

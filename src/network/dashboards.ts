import { parseImage } from '../kubernetes/image.ts';
import type { Workload } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { asString } from '../std/value.ts';
import { workloadsBehind } from './services.ts';

interface Dashboard {
  readonly name: string;
  /** Of the image's repository, without its registry. */
  readonly image: RegExp;
  /** Of the Service's name, for input that holds no workload. */
  readonly service: RegExp;
}

/** Consoles that act on the cluster, or show its insides, for whoever reaches them. */
const DASHBOARDS: readonly Dashboard[] = [
  {
    name: 'Kubernetes Dashboard',
    image: /(?:^|\/)kubernetesui\/|kubernetes-dashboard/,
    service: /^kubernetes-dashboard/,
  },
  {
    name: 'Kubeflow',
    image: /kubeflow\/(?:centraldashboard|central-dashboard)/,
    service: /^(?:centraldashboard|ml-pipeline-ui)$/,
  },
  { name: 'Argo CD', image: /argoproj\/argo-?cd$/, service: /^argocd-server$|-argocd-server$/ },
  { name: 'Argo Workflows', image: /argoproj\/argocli$/, service: /^argo-(?:workflows-)?server$/ },
  { name: 'Weave Scope', image: /weaveworks\/scope$/, service: /^weave-scope-app$/ },
  {
    name: 'Prometheus',
    image: /(?:^|\/)prom\/prometheus$|prometheus\/prometheus$/,
    service: /^prometheus(?:-server|-operated|-k8s)?$/,
  },
  {
    name: 'Alertmanager',
    image: /(?:^|\/)prom\/alertmanager$|prometheus\/alertmanager$/,
    service: /^alertmanager(?:-main|-operated)?$/,
  },
  { name: 'Grafana', image: /(?:^|\/)grafana\/grafana(?:-enterprise|-oss)?$/, service: /^grafana$|-grafana$/ },
  { name: 'Kibana', image: /(?:^|\/)kibana(?:\/kibana)?$/, service: /^kibana$/ },
  { name: 'Jenkins', image: /(?:^|\/)jenkins\/jenkins$/, service: /^jenkins$/ },
  { name: 'Rancher', image: /(?:^|\/)rancher\/rancher$/, service: /^rancher$/ },
  { name: 'Portainer', image: /(?:^|\/)portainer\/portainer(?:-ce|-ee)?$/, service: /^portainer$/ },
  { name: 'Headlamp', image: /headlamp$/, service: /^headlamp$/ },
  { name: 'Kiali', image: /kiali\/kiali$/, service: /^kiali$/ },
  { name: 'Longhorn', image: /longhornio\/longhorn-ui$/, service: /^longhorn-frontend$/ },
  { name: 'Hubble UI', image: /cilium\/hubble-ui$/, service: /^hubble-ui$/ },
  { name: 'Traefik dashboard', image: /^$/, service: /^traefik-dashboard$/ },
  { name: 'Apache Airflow', image: /(?:^|\/)apache\/airflow$/, service: /^airflow-webserver$/ },
  { name: 'JupyterHub', image: /jupyterhub\/k8s-hub$/, service: /^proxy-public$/ },
];

/** The console that a workload runs, by name. */
export function dashboardOf(workload: Workload): string | undefined {
  for (const { role, spec } of workload.containers) {
    const image = role === 'container' ? parseImage(asString(spec['image']) ?? '') : undefined;
    const found = image && DASHBOARDS.find((dashboard) => dashboard.image.test(image.repository));
    if (found) return found.name;
  }
  return undefined;
}

/** The console that a Service leads to: what its workloads run, else what its name says. */
export function dashboardBehind(inventory: Inventory, service: Resource): string | undefined {
  const workloads = workloadsBehind(inventory, service);
  if (workloads.length === 0) return dashboardByName(service.name);
  return workloads.map(dashboardOf).find((name) => name !== undefined);
}

export function dashboardByName(service: string): string | undefined {
  return DASHBOARDS.find((dashboard) => dashboard.service.test(service))?.name;
}

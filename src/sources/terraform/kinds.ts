/** What a resource type of the Kubernetes provider makes. */
export interface ProviderKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** `hashicorp/kubernetes`: types without their `kubernetes_` and `_v1`. */
const KINDS: Readonly<Record<string, string>> = {
  api_service: 'apiregistration.k8s.io/v1 APIService',
  certificate_signing_request: 'certificates.k8s.io/v1 CertificateSigningRequest',
  cluster_role: 'rbac.authorization.k8s.io/v1 ClusterRole',
  cluster_role_binding: 'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
  config_map: 'v1 ConfigMap',
  cron_job: 'batch/v1 CronJob',
  csi_driver: 'storage.k8s.io/v1 CSIDriver',
  daemon_set: 'apps/v1 DaemonSet',
  daemonset: 'apps/v1 DaemonSet',
  deployment: 'apps/v1 Deployment',
  endpoint_slice: 'discovery.k8s.io/v1 EndpointSlice',
  endpoints: 'v1 Endpoints',
  horizontal_pod_autoscaler: 'autoscaling/v2 HorizontalPodAutoscaler',
  ingress: 'networking.k8s.io/v1 Ingress',
  ingress_class: 'networking.k8s.io/v1 IngressClass',
  job: 'batch/v1 Job',
  limit_range: 'v1 LimitRange',
  mutating_webhook_configuration: 'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration',
  namespace: 'v1 Namespace',
  network_policy: 'networking.k8s.io/v1 NetworkPolicy',
  persistent_volume: 'v1 PersistentVolume',
  persistent_volume_claim: 'v1 PersistentVolumeClaim',
  pod: 'v1 Pod',
  pod_disruption_budget: 'policy/v1 PodDisruptionBudget',
  priority_class: 'scheduling.k8s.io/v1 PriorityClass',
  replication_controller: 'v1 ReplicationController',
  resource_quota: 'v1 ResourceQuota',
  role: 'rbac.authorization.k8s.io/v1 Role',
  role_binding: 'rbac.authorization.k8s.io/v1 RoleBinding',
  runtime_class: 'node.k8s.io/v1 RuntimeClass',
  secret: 'v1 Secret',
  service: 'v1 Service',
  service_account: 'v1 ServiceAccount',
  stateful_set: 'apps/v1 StatefulSet',
  storage_class: 'storage.k8s.io/v1 StorageClass',
  token_request: 'authentication.k8s.io/v1 TokenRequest',
  validating_admission_policy: 'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy',
  validating_webhook_configuration: 'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
};

/** The kind that `kubernetes_deployment_v1` makes; undefined where it is none of them. */
export function kindOfType(type: string): ProviderKind | undefined {
  const name = type.replace(/^kubernetes_/, '').replace(/_v\d+(?:beta\d+|alpha\d+)?$/, '');
  const [apiVersion, kind] = Object.hasOwn(KINDS, name) ? KINDS[name]!.split(' ') : [];
  return apiVersion && kind ? { apiVersion, kind } : undefined;
}

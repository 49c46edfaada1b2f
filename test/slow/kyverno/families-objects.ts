import type { JsonObject } from '../../../src/model/json.ts';
import { object } from './make.ts';

const pod = (name: string, spec: JsonObject, container: JsonObject = {}): JsonObject =>
  object('Pod', name, { spec: { containers: [{ name: 'web', image: 'ghcr.io/acme/web:1', ...container }], ...spec } });
const ingress = (name: string, annotations: JsonObject, spec: JsonObject): JsonObject =>
  object('networking.k8s.io/v1 Ingress', name, { spec }, { annotations });
const thing = (kind: string, name: string, spec: JsonObject, metadata: JsonObject = {}): JsonObject =>
  object(kind, name, { spec }, metadata);
const paths = (path: string, host: string): JsonObject => ({ host, http: { paths: [{ path, pathType: 'Prefix' }] } });
const probe: JsonObject = { httpGet: { path: '/', port: 80 } };

/** Objects that keep and break the rules. */
export const OBJECTS: readonly JsonObject[] = [
  pod('plain', {}),
  pod('three', { containers: ['a', 'b', 'c'].map((name) => ({ name, image: `quay.io/x/${name}` })) }),
  pod('groups', { securityContext: { supplementalGroups: [150, 550], fsGroup: 1, runAsUser: 1 } }),
  pod('bad-groups', { securityContext: { supplementalGroups: [150, 300], fsGroup: 0, runAsUser: 0 } }),
  pod('volumes', {
    volumes: [
      { name: 'a', emptyDir: {} },
      { name: 'b', hostPath: { path: '/' } },
    ],
  }),
  pod('fine-volumes', {
    volumes: [
      { name: 'a', emptyDir: {} },
      { name: 'b', secret: { secretName: 's' } },
    ],
  }),
  pod('drops', {}, { securityContext: { capabilities: { drop: ['all'], add: ['CHOWN'] } } }),
  pod(
    'drops-few',
    { initContainers: [{ name: 'i', image: 'docker.io/x' }] },
    { securityContext: { capabilities: { drop: ['NET_RAW'], add: ['SYS_ADMIN'] } } },
  ),
  pod('hub', {}, { image: 'nginx' }),
  pod('probes', {}, { livenessProbe: probe, readinessProbe: probe }),
  pod('one-probe', {}, { livenessProbe: probe }),
  pod('windows', {}, { securityContext: { windowsOptions: { hostProcess: true } } }),
  pod('sysctls', {
    securityContext: {
      sysctls: [
        { name: 'a', value: '1+kernel=x' },
        { name: 'b', value: '1' },
      ],
    },
  }),
  thing('Service', 'plain', { ports: [{ port: 80 }] }, { labels: { 'app.kubernetes.io/name': 'x', weight: '5' } }),
  thing('Service', 'external', { externalIPs: ['1.2.3.4'], type: 'LoadBalancer' }, { labels: { tier: 'middle' } }),
  thing(
    'Service',
    'internal',
    { type: 'LoadBalancer' },
    { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' } },
  ),
  thing('Service', 'ports', {
    type: 'NodePort',
    ports: [
      { port: 1, nodePort: 31500 },
      { port: 2, nodePort: 30000 },
    ],
  }),
  ingress('nginx', { 'kubernetes.io/ingress.class': 'nginx' }, { rules: [paths('/', 'a.example.com')] }),
  ingress(
    'star',
    { 'kubernetes.io/ingress.class': 'x', 'nginx.ingress.kubernetes.io/server-snippet': 'a' },
    { rules: [paths('/etc/x', '*.example.com')] },
  ),
  ingress('tls', {}, { rules: [paths('/root', 'a.com'), paths('/', 'b.com')], tls: [{ hosts: ['a.com'] }] }),
  ingress('all-tls', {}, { rules: [paths('/lua_x', 'a.com')], tls: [{ hosts: ['a.com'] }] }),
  thing('argoproj.io/v1alpha1 AppProject', 'open', {
    clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    destinations: [{ namespace: '*' }],
  }),
  thing('argoproj.io/v1alpha1 AppProject', 'closed', {
    destinations: [{ namespace: 'a' }],
    orphanedResources: { warn: true },
  }),
  thing('source.toolkit.fluxcd.io/v1 GitRepository', 'ours', { url: 'https://github.com/acme/x' }),
  thing('source.toolkit.fluxcd.io/v1 GitRepository', 'theirs', { url: 'https://github.com/other/x' }),
  thing('source.toolkit.fluxcd.io/v1 GitRepository', 'system', { url: 'x' }, { namespace: 'flux-system' }),
  thing('networking.istio.io/v1 VirtualService', 'star', { hosts: ['*'] }),
  thing('networking.istio.io/v1 VirtualService', 'named', { hosts: ['a.com', 'b.com'] }),
  thing('networking.istio.io/v1 Gateway', 'mixed', { servers: [{ hosts: ['ns/*.a.com', '*/*.b.com'] }] }),
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'meshed', annotations: { 'linkerd.io/inject': 'ingress' } },
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bare', labels: { 'istio-injection': 'disabled' } } },
  thing('cert-manager.io/v1 Certificate', 'short', {
    duration: '2400h',
    dnsNames: ['a'],
    issuerRef: { name: 'corp-one' },
  }),
  thing('cert-manager.io/v1 Certificate', 'long', {
    duration: '2400h1s',
    dnsNames: ['a', 'b'],
    issuerRef: { name: 'x' },
  }),
  thing('velero.io/v1 Schedule', 'nightly', { schedule: '0 2 * * *', template: { ttl: '240h0m0s' } }),
  thing('velero.io/v1 Schedule', 'weekly', { schedule: '0 2 * * 1', template: { ttl: '2400h' } }),
  thing('external-secrets.io/v1 ExternalSecret', 'often', { refreshInterval: '30m', target: {} }),
  thing('external-secrets.io/v1 ExternalSecret', 'seldom', {
    refreshInterval: '90m',
    target: { deletionPolicy: 'Delete' },
  }),
  thing('tekton.dev/v1 TaskRun', 'bundle', { taskRef: { bundle: 'docker.io/x' } }),
  thing('tekton.dev/v1 TaskRun', 'named', { taskRef: { name: 'x' } }),
  thing('tekton.dev/v1 PipelineRun', 'named', { pipelineRef: { name: 'x' } }),
  thing('route.openshift.io/v1 Route', 'open', { host: 'x' }),
  thing('route.openshift.io/v1 Route', 'edge', {
    tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Allow' },
  }),
  thing('traefik.io/v1alpha1 TLSOption', 'old', { minVersion: 'VersionTLS10' }),
  thing('traefik.containo.us/v1alpha1 TLSOption', 'none', {}),
  object('rbac.authorization.k8s.io/v1 Role', 'star', { rules: [{ verbs: ['*'], resources: ['pods'] }] }),
  object('rbac.authorization.k8s.io/v1 Role', 'secrets', {
    rules: [
      { verbs: ['get', 'list'], resources: ['secrets'] },
      { verbs: ['get'], resources: ['pods'] },
    ],
  }),
  object('rbac.authorization.k8s.io/v1 RoleBinding', 'all', {
    roleRef: { name: 'view' },
    subjects: [{ kind: 'Group', name: 'system:authenticated' }],
  }),
  object('rbac.authorization.k8s.io/v1 RoleBinding', 'one', {
    roleRef: { name: 'cluster-admin' },
    subjects: [{ kind: 'User', name: 'ann' }],
  }),
  thing('apps/v1 Deployment', 'single', {
    replicas: 1,
    template: { spec: { containers: [{ name: 'a', image: 'b', startupProbe: probe }] } },
  }),
  thing('apps/v1 Deployment', 'double', {
    replicas: 2,
    strategy: { type: 'Recreate' },
    template: { spec: { containers: [{ name: 'a', image: 'ghcr.io/b' }] } },
  }),
  thing('batch/v1 CronJob', 'loose', {
    schedule: '* * * * *',
    concurrencyPolicy: 'Allow',
    jobTemplate: { spec: { ttlSecondsAfterFinished: 7200, template: { spec: { containers: [] } } } },
  }),
  thing('v1 ResourceQuota', 'small', { hard: { 'requests.cpu': '1', 'limits.memory': '512Mi' } }),
  thing('v1 ResourceQuota', 'huge', { hard: { 'requests.cpu': '1', 'limits.memory': '128Gi' } }),
  thing('v1 PersistentVolumeClaim', 'big', { resources: { requests: { storage: '1Ti' } } }),
  thing('v1 PersistentVolumeClaim', 'small', { resources: { requests: { storage: '102400Mi' } } }),
  thing('policy/v1beta1 PodDisruptionBudget', 'old', {}),
  thing('batch/v1beta1 CronJob', 'old', { schedule: '* * * * *' }),
  thing('networking.k8s.io/v1beta1 Ingress', 'old', { rules: [] }),
];

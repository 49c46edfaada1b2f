import { parseManifests } from '../../../src/manifests/parse.ts';
import { isObject } from '../../../src/std/value.ts';
import { OBJECTS } from './families-objects.ts';
import { rulesOf } from './make.ts';
import type { World } from './world.ts';

/* Rules of the sorts that people publish, for many products, on objects that keep and break them. */

const RULES = `
limit-containers:
  match: {any: [{resources: {kinds: [Pod]}}]}
  preconditions: {all: [{key: "{{ request.operation || 'BACKGROUND' }}", operator: NotEquals, value: DELETE}]}
  validate:
    message: "At most 2, has {{ length(request.object.spec.containers) }}."
    deny: {conditions: {any: [{key: "{{ length(request.object.spec.containers) }}", operator: GreaterThan, value: 2}]}}
supplemental-groups:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: Groups are limited.
    pattern: {spec: {=(securityContext): {=(supplementalGroups): "100-200 | 500-600", =(fsGroup): "1-65535", =(runAsUser): ">0"}}}
volume-types:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: Only some types of volumes.
    deny:
      conditions:
        all:
        - key: "{{ request.object.spec.volumes[].keys(@)[] || '' }}"
          operator: AnyNotIn
          value: [name, configMap, emptyDir, projected, secret, '']
drop-all:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: ALL must be dropped.
    foreach:
    - list: request.object.spec.[ephemeralContainers, initContainers, containers][]
      deny: {conditions: {all: [{key: ALL, operator: AnyNotIn, value: "{{ element.securityContext.capabilities.drop[].to_upper(@) || '' }}"}]}}
add-capabilities:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: Only some capabilities.
    deny:
      conditions:
        all:
        - key: "{{ request.object.spec.[ephemeralContainers, initContainers, containers][].securityContext.capabilities.add[] || '' }}"
          operator: AnyNotIn
          value: [NET_BIND_SERVICE, CHOWN, '']
registries:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: Unknown registry.
    foreach:
    - list: request.object.spec.containers
      deny: {conditions: {all: [{key: "{{ images.containers.\\"{{ element.name }}\\".registry }}", operator: AnyNotIn, value: [ghcr.io, quay.io]}]}}
probes:
  match: {any: [{resources: {kinds: [Pod, Deployment]}}]}
  validate:
    message: A probe is needed.
    foreach:
    - list: request.object.spec.containers || request.object.spec.template.spec.containers
      deny: {conditions: {all: [{key: [livenessProbe, startupProbe, readinessProbe], operator: AllNotIn, value: "{{ element.keys(@)[] }}"}]}}
probes-differ:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: Liveness and readiness must differ.
    foreach:
    - list: request.object.spec.containers
      deny: {conditions: {all: [{key: "{{ element.readinessProbe || '' }}", operator: Equals, value: "{{ element.livenessProbe || 'none' }}"}]}}
host-process:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: No host processes.
    foreach:
    - list: request.object.spec.containers
      deny: {conditions: {any: [{key: "{{ element.securityContext.windowsOptions.hostProcess || \`false\` }}", operator: Equals, value: true}]}}
sysctl-values:
  match: {any: [{resources: {kinds: [Pod]}}]}
  validate:
    message: No plus or equals sign in values.
    foreach:
    - list: request.object.spec.securityContext.sysctls || \`[]\`
      deny: {conditions: {any: [{key: "{{ contains(element.value, '+') || contains(element.value, '=') }}", operator: Equals, value: true}]}}
external-ips:
  match: {any: [{resources: {kinds: [Service]}}]}
  validate: {message: No external addresses., pattern: {spec: {X(externalIPs): "null"}}}
load-balancers:
  match: {any: [{resources: {kinds: [Service]}}]}
  validate: {message: No load balancers., pattern: {spec: {=(type): "!LoadBalancer"}}}
internal-annotation:
  match: {any: [{resources: {kinds: [Service]}}]}
  validate:
    message: Load balancers are internal.
    pattern: {metadata: {annotations: {"service.beta.kubernetes.io/*-internal": "true"}}, spec: {(type): LoadBalancer}}
node-port-range:
  match: {any: [{resources: {kinds: [Service]}}]}
  validate: {message: Ports between., pattern: {spec: {=(ports): [{=(nodePort): 31000-32000}]}}}
ingress-classes:
  match: {any: [{resources: {kinds: [networking.k8s.io/v1/Ingress]}}]}
  validate: {message: Unknown class., pattern: {metadata: {annotations: {kubernetes.io/ingress.class: "nginx | traefik"}}}}
ingress-wildcards:
  match: {any: [{resources: {kinds: [Ingress]}}]}
  validate: {message: No wildcards., pattern: {spec: {rules: [{host: "!*\\\\**"}]}}}
ingress-hosts-tls:
  match: {any: [{resources: {kinds: [Ingress]}}]}
  preconditions: {all: [{key: "{{ request.object.spec.tls[] || \`[]\` | length(@) }}", operator: GreaterThan, value: 0}]}
  validate:
    message: "Hosts without TLS: {{ (request.object.spec.rules[].host || \`[]\`)[?!contains(@, 'x.')] }}"
    deny:
      conditions: {all: [{key: "{{ (request.object.spec.rules[].host || \`[]\`)[?!contains(@, 'x.')] }}", operator: AnyNotIn, value: "{{ request.object.spec.tls[].hosts[] || \`[]\` }}"}]}
snippets:
  match: {any: [{resources: {kinds: [Ingress]}}]}
  validate: {message: No snippets., pattern: {metadata: {=(annotations): {X(nginx.ingress.kubernetes.io/*-snippet): "?*"}}}}
path-characters:
  match: {any: [{resources: {kinds: [Ingress]}}]}
  validate:
    message: No such path.
    deny:
      conditions:
        any:
        - {key: "{{ request.object.spec.rules[].http.paths[].path.contains(@,'/etc') }}", operator: AnyIn, value: [true]}
        - {key: "{{ request.object.spec.rules[].http.paths[].path.regex_match('.*(lua_|root).*', @) }}", operator: AnyIn, value: [true]}
project-wildcards:
  match: {any: [{resources: {kinds: [AppProject]}}]}
  validate:
    message: No wildcard in the lists.
    deny:
      conditions:
        any:
        - {key: "{{ request.object.spec.clusterResourceWhitelist[].group || '' }}", operator: AnyIn, value: ['*']}
        - {key: "*", operator: AnyIn, value: "{{ request.object.spec.destinations[].namespace || \`[]\` }}"}
project-orphans:
  match: {any: [{resources: {kinds: [argoproj.io/v1alpha1/AppProject]}}]}
  validate: {message: Orphans are to be seen., pattern: {spec: {orphanedResources: {warn: "true | false"}}}}
flux-sources:
  match: {any: [{resources: {kinds: [GitRepository]}}]}
  exclude: {any: [{resources: {namespaces: [flux-system]}}]}
  validate: {message: Only this organization., pattern: {spec: {url: "https://github.com/acme/?* | ssh://git@github.com:acme/?*"}}}
istio-hosts:
  match: {any: [{resources: {kinds: [VirtualService]}}]}
  validate: {message: No star., pattern: {spec: {hosts: ["!*"]}}}
istio-gateways:
  match: {any: [{resources: {kinds: [Gateway]}}]}
  validate:
    message: Hosts of a namespace.
    foreach:
    - list: request.object.spec.servers[].hosts[]
      deny: {conditions: {any: [{key: "{{ element }}", operator: NotEquals, value: "*/*.?*"}]}}
mesh-injection:
  match: {any: [{resources: {kinds: [Namespace]}}]}
  validate:
    message: A mesh is needed.
    anyPattern:
    - {metadata: {labels: {istio-injection: enabled}}}
    - {metadata: {annotations: {linkerd.io/inject: "enabled | ingress"}}}
issuers:
  match: {any: [{resources: {kinds: [cert-manager.io/*/Certificate]}}]}
  validate:
    message: Too long.
    deny:
      conditions:
        any:
        - {key: "{{ request.object.spec.duration || '2160h' }}", operator: GreaterThan, value: 2400h}
        - {key: "{{ request.object.spec.dnsNames[] | length(@) }}", operator: GreaterThan, value: "1"}
        - {key: "{{ request.object.spec.issuerRef.name }}", operator: AnyNotIn, value: [letsencrypt, "corp-*"]}
schedules:
  match: {any: [{resources: {kinds: [velero.io/v1/Schedule]}}]}
  validate: {message: Every night., pattern: {spec: {schedule: "?* ?* * * *", =(template): {=(ttl): "<=720h0m0s"}}}}
secret-refresh:
  match: {any: [{resources: {kinds: [ExternalSecret]}}]}
  validate: {message: Not so often., pattern: {spec: {refreshInterval: ">=1h", target: {=(deletionPolicy): "Retain | Merge"}}}}
tekton-bundles:
  match: {any: [{resources: {kinds: [TaskRun, PipelineRun]}}]}
  validate: {message: Bundles only., pattern: {spec: {=(taskRef): {(bundle): "?*", bundle: "ghcr.io/?*"}, =(pipelineRef): {bundle: "?*"}}}}
routes:
  match: {any: [{resources: {kinds: [route.openshift.io/v1/Route]}}]}
  validate: {message: TLS is needed., pattern: {spec: {tls: {termination: "edge | reencrypt | passthrough", =(insecureEdgeTerminationPolicy): "!Allow"}}}}
tls-options:
  match: {any: [{resources: {kinds: [traefik.containo.us/*/TLSOption, traefik.io/*/TLSOption]}}]}
  validate: {message: New versions., deny: {conditions: {any: [{key: "{{ request.object.spec.minVersion || '' }}", operator: AnyNotIn, value: [VersionTLS12, VersionTLS13]}]}}}
role-wildcards:
  match: {any: [{resources: {kinds: [Role, ClusterRole]}}]}
  validate:
    message: No wildcards in rules.
    deny:
      conditions:
        any:
        - {key: "{{ contains(to_array(request.object.rules[].verbs[]), '*') }}", operator: Equals, value: true}
        - {key: "{{ request.object.rules[?resources[?@ == 'secrets']].verbs[] || \`[]\` }}", operator: AnyIn, value: [list, watch]}
binding-subjects:
  match: {any: [{resources: {kinds: [ClusterRoleBinding, RoleBinding]}}]}
  exclude: {any: [{resources: {names: ["system:*"]}}]}
  validate:
    message: Not for all.
    deny:
      conditions:
        any:
        - {key: "{{ request.object.roleRef.name }}", operator: Equals, value: cluster-admin}
        - {key: "system:{{ '*' }}", operator: AnyIn, value: "{{ request.object.subjects[?kind=='Group'].name || \`[]\` }}"}
replicas:
  match: {any: [{resources: {kinds: [Deployment], namespaces: [shop]}}]}
  validate: {message: More than one., pattern: {spec: {replicas: ">1", =(strategy): {=(type): RollingUpdate}}}}
cron-concurrency:
  match: {any: [{resources: {kinds: [CronJob]}}]}
  validate: {message: Limits for jobs., pattern: {spec: {concurrencyPolicy: "!Allow", =(jobTemplate): {=(spec): {=(ttlSecondsAfterFinished): "<3600"}}}}}
quota-values:
  match: {any: [{resources: {kinds: [ResourceQuota]}}]}
  validate: {message: Enough., pattern: {spec: {hard: {"requests.*": "?*", "(limits.memory)": "<=64Gi", "limits.memory": ">=1Gi"}}}}
storage-size:
  match: {any: [{resources: {kinds: [PersistentVolumeClaim]}}]}
  validate:
    message: "Too big: {{ request.object.spec.resources.requests.storage }}"
    deny: {conditions: {any: [{key: "{{ request.object.spec.resources.requests.storage }}", operator: GreaterThan, value: 100Gi}]}}
label-values:
  match: {any: [{resources: {kinds: [Deployment, Service, Ingress]}}]}
  validate:
    message: Labels.
    pattern: {metadata: {labels: {app.kubernetes.io/name: "?*", =(tier): "front|back", =(weight): "1-10"}}}
old-versions:
  match: {any: [{resources: {kinds: [policy/v1beta1/PodDisruptionBudget, batch/v1beta1/*, "*/v1beta1/Ingress"]}}]}
  validate: {message: "{{ request.object.apiVersion }}/{{ request.object.kind }} is gone.", deny: {}}
`;

function families(): World {
  const [document] = parseManifests(RULES).documents;
  const rules = isObject(document?.value) ? Object.entries(document.value) : [];
  return {
    policies: rules.flatMap(([name, rule]) => (isObject(rule) ? [rulesOf(name, [{ name: 'r', ...rule }])] : [])),
    resources: OBJECTS,
  };
}

export const FAMILIES: Readonly<Record<string, () => World>> = { families };

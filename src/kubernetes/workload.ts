import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, at, isObject } from '../std/value.ts';

/** Which of a pod's lists a container stands in. A restartable init container (a sidecar, KEP-753) has its own role. */
export type ContainerRole = 'container' | 'init' | 'sidecar' | 'ephemeral';

export interface Container {
  readonly role: ContainerRole;
  /** Its name, or `#0` by position where it has none. */
  readonly name: string;
  readonly path: Path;
  readonly spec: JsonObject;
  /** `spec.securityContext`, or an empty object. */
  readonly security: JsonObject;
}

/** One view over everything that makes pods: the pod template of any workload kind, and its containers. */
export interface Workload {
  readonly resource: Resource;
  /** Path of the pod spec, `['spec', 'template', 'spec']`. */
  readonly path: Path;
  readonly pod: JsonObject;
  /** Path of the pod's metadata (the template's; the object's own for a Pod). */
  readonly metadataPath: Path;
  readonly metadata: JsonObject;
  /** `pod.securityContext`, or an empty object. */
  readonly security: JsonObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** All lists in one: init, regular, ephemeral. */
  readonly containers: readonly Container[];
  /** `os.name: windows`: Linux-only fields do not apply (KEP-2802). */
  readonly windows: boolean;
}

/** Where each kind keeps its pod template: path of the object that has `metadata` and `spec`. */
const TEMPLATES: Readonly<Record<string, Path>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  'Service.serving.knative.dev': ['spec', 'template'],
  'Configuration.serving.knative.dev': ['spec', 'template'],
  'Revision.serving.knative.dev': [],
  'ContainerSource.sources.knative.dev': ['spec', 'template'],
  'Rollout.argoproj.io': ['spec', 'template'],
  'DeploymentConfig.apps.openshift.io': ['spec', 'template'],
  // OpenShift 3 served it in the core group.
  DeploymentConfig: ['spec', 'template'],
  'CloneSet.apps.kruise.io': ['spec', 'template'],
  'StatefulSet.apps.kruise.io': ['spec', 'template'],
  'DaemonSet.apps.kruise.io': ['spec', 'template'],
};

const templates = new Map<string, Path>(Object.entries(TEMPLATES));

/** Types that `workloadOf` knows; what checks over pods list in `types`. */
export const WORKLOAD_TYPES: readonly string[] = Object.keys(TEMPLATES);

/** Types whose pods a controller keeps running (not Pod, Job, CronJob). */
export const LONG_RUNNING_TYPES: readonly string[] = WORKLOAD_TYPES.filter(
  (type) => !['Pod', 'PodTemplate', 'Job', 'CronJob'].includes(type),
);

const cache = new WeakMap<Resource, Workload | null>();

/** The last answer: checks ask about one resource, one after the other. */
let last: { readonly resource: Resource; readonly view: Workload | undefined } | undefined;

/**
 * The workload view of a resource, or undefined where it makes no pods. Cached per resource; `extra` says where kinds of the
 * user's own keep their templates, also of a resource that was asked about without it.
 */
export function workloadOf(resource: Resource, extra?: ReadonlyMap<string, Path>): Workload | undefined {
  if (last?.resource !== resource || extra) last = { resource, view: cachedView(resource, extra) };
  return last.view;
}

function cachedView(resource: Resource, extra?: ReadonlyMap<string, Path>): Workload | undefined {
  let view = cache.get(resource);
  if (view === undefined || (view === null && extra?.has(resource.type))) {
    const template = templates.get(resource.type) ?? extra?.get(resource.type);
    view = template ? readWorkload(resource, template) : null;
    cache.set(resource, view);
  }
  return view ?? undefined;
}

/** The object that has `metadata` and `spec` of the pods that a resource makes; undefined where it makes none. Not kept. */
export function podTemplateOf({ type, object }: Resource): JsonObject | undefined {
  const template = templates.get(type);
  if (!template) return undefined;
  return template.length === 0 ? object : asObject(at(object, ...template));
}

/** The containers of a resource in every list, or none where it makes no pods. */
export function containersOf(resource: Resource): readonly Container[] {
  return workloadOf(resource)?.containers ?? [];
}

/**
 * Whether a resource is a pod that the kubelet runs from a file on a control-plane node: no controller, no account and
 * no namespace policy concerns it (Kubernetes docs, "Create static Pods").
 */
export function isStaticPod({ type, namespace, object }: Resource): boolean {
  if (type !== 'Pod') return false;
  const mirrored = at(object, 'metadata', 'annotations', 'kubernetes.io/config.mirror') !== undefined;
  return mirrored || (namespace === 'kube-system' && at(object, 'metadata', 'labels', 'tier') === 'control-plane');
}

const CONTROL_PLANE: ReadonlySet<unknown> = new Set([
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
]);

/**
 * Whether a resource is a static pod of the control plane as kubeadm writes it (kubeadm docs, "Implementation details"):
 * it runs as root on the network and the files of its node, and a pod that did not would not start.
 */
export function isControlPlanePod(resource: Resource): boolean {
  const labels = asObject(at(resource.object, 'metadata', 'labels'));
  return (
    resource.namespace === 'kube-system' &&
    isStaticPod(resource) &&
    labels.tier === 'control-plane' &&
    CONTROL_PLANE.has(labels.component)
  );
}

/** Where the parts of a pod lie below its template. */
interface Paths {
  readonly pod: Path;
  readonly metadata: Path;
}

const pathsByTemplate = new WeakMap<Path, Paths>();

function pathsOf(template: Path): Paths {
  let paths = pathsByTemplate.get(template);
  if (!paths) {
    paths = { pod: [...template, 'spec'], metadata: [...template, 'metadata'] };
    pathsByTemplate.set(template, paths);
  }
  return paths;
}

/** The last view that was made: replicas follow each other, and where their lists are the same objects so are the views of them. */
let latest: Workload | undefined;

function readWorkload(resource: Resource, template: Path): Workload {
  const holder = asObject(at(resource.object, ...template));
  const pod = asObject(holder['spec']);
  const metadata = asObject(holder['metadata']);
  const paths = pathsOf(template);
  const like = latest?.path === paths.pod ? latest : undefined;
  latest = {
    resource,
    path: paths.pod,
    pod,
    metadataPath: paths.metadata,
    metadata,
    security: asObject(pod['securityContext']),
    labels: like && like.metadata['labels'] === metadata['labels'] ? like.labels : strings(metadata['labels']),
    annotations: strings(metadata['annotations']),
    containers:
      like && LISTS.every((name) => like.pod[name] === pod[name]) ? like.containers : allContainers(pod, paths),
    windows: asString(at(pod, 'os', 'name')) === 'windows',
  };
  return latest;
}

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

function allContainers(pod: JsonObject, { pod: path }: Paths): readonly Container[] {
  return [
    ...readContainers(pod['initContainers'], [...path, 'initContainers'], 'init'),
    ...readContainers(pod['containers'], [...path, 'containers'], 'container'),
    ...readContainers(pod['ephemeralContainers'], [...path, 'ephemeralContainers'], 'ephemeral'),
  ];
}

function readContainers(list: Json | undefined, path: Path, role: ContainerRole): Container[] {
  return asList(list).flatMap((spec, i) => {
    if (!isObject(spec)) return [];
    const restarts = role === 'init' && spec['restartPolicy'] === 'Always';
    return [
      {
        role: restarts ? 'sidecar' : role,
        name: asString(spec['name']) ?? `#${i}`,
        path: [...path, i],
        spec,
        security: asObject(spec['securityContext']),
      },
    ];
  });
}

/** The entries of a map that has none. */
export const NO_STRINGS: Readonly<Record<string, string>> = Object.freeze({});

/** The string entries of a labels or annotations map. */
export function strings(value: Json | undefined): Readonly<Record<string, string>> {
  if (!isObject(value)) return NO_STRINGS;
  const map: Record<string, string> = {};
  for (const [key, entry] of Object.entries(value)) if (typeof entry === 'string') map[key] = entry;
  return map;
}

/** A pod-level setting that each container may override: the effective value, and who says it. */
export interface Effective {
  readonly value: Json | undefined;
  /** Whose security context decides; the container's own where none does. */
  readonly owner: Container | Workload;
  readonly from: 'container' | 'pod' | 'none';
}

/** `securityContext.<field>` of a container, inherited from the pod where the container is silent. */
export function effectiveSecurity(workload: Workload, container: Container, field: string): Effective {
  const own = container.security[field];
  if (own !== undefined && own !== null) return { value: own, owner: container, from: 'container' };
  const inherited = workload.security[field];
  if (inherited === undefined || inherited === null) return { value: undefined, owner: container, from: 'none' };
  return { value: inherited, owner: workload, from: 'pod' };
}

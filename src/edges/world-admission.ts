import { strings } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { compileLevel, LATEST_MINOR, type Level, minorOf } from '../policy/pod-security/levels.ts';
import { asList, asObject, asString, asStrings, at } from '../std/value.ts';
import type { Guard } from './edge.ts';
import { policyGuard } from './policy-guards.ts';
import type { WorldBase } from './world.ts';

const DROPPED = { capabilities: { drop: ['ALL'] } };
const QUIET = { ...DROPPED, allowPrivilegeEscalation: false };
const FILTERED = { seccompProfile: { type: 'RuntimeDefault' } };

/** Pods that an attacker would like to make, by what they give; else they ask for as little as they can. */
export const ATTACK_PODS = {
  /** Runs as somebody's service account, and asks for nothing else. */
  plain: { securityContext: { ...FILTERED, runAsNonRoot: true, runAsUser: 1000 }, containers: [container(QUIET)] },
  privileged: { securityContext: FILTERED, containers: [container({ ...DROPPED, privileged: true })] },
  'host-path': {
    securityContext: FILTERED,
    containers: [{ ...container(QUIET), volumeMounts: [{ name: 'host', mountPath: '/host' }] }],
    volumes: [{ name: 'host', hostPath: { path: '/' } }],
  },
  'host-namespaces': {
    hostPID: true,
    hostNetwork: true,
    hostIPC: true,
    securityContext: FILTERED,
    containers: [container(QUIET)],
  },
} as const satisfies Record<string, JsonObject>;
export type AttackPod = keyof typeof ATTACK_PODS;

export interface WorldAdmission {
  /** What keeps an attacker from making such a pod in a namespace; undefined where nothing does. */
  guardAgainst(namespace: string, pod: AttackPod): Guard | undefined;
  /** The first pod of those that lead to the node which a namespace lets in, or what keeps out all of them. */
  nodeEscape(namespace: string): { readonly pod: AttackPod } | { readonly guard: Guard };
}

function container(securityContext: JsonObject): JsonObject {
  return { name: 'attack', image: 'registry.example.com/attack:1', securityContext };
}

export function createAdmission(base: WorldBase): WorldAdmission {
  const known = new Map<string, Guard | undefined>();
  const guardAgainst = (namespace: string, pod: AttackPod): Guard | undefined => {
    const key = `${namespace}\0${pod}`;
    if (!known.has(key)) known.set(key, guardOf(base, namespace, pod));
    return known.get(key);
  };
  return {
    guardAgainst,
    nodeEscape(namespace) {
      const pods = ['privileged', 'host-path', 'host-namespaces'] as const;
      const free = pods.find((pod) => !guardAgainst(namespace, pod));
      return free ? { pod: free } : { guard: guardAgainst(namespace, 'privileged')! };
    },
  };
}

function guardOf(base: WorldBase, namespace: string, pod: AttackPod): Guard | undefined {
  const { [pod]: wanted, plain: harmless } = ATTACK_PODS;
  const guard = podSecurityGuard(base, namespace, wanted);
  return guard ?? policyGuard(base.inventory, namespace, { pod: wanted, harmless });
}

interface Enforced {
  readonly level: Level;
  readonly minor: number;
  readonly resource: Resource;
  readonly path: Path;
}

/** Pod Security admission is on by default since 1.23, and asks the labels of the namespace (docs, "Pod Security Admission"). */
function podSecurityGuard({ inventory, minor }: WorldBase, namespace: string, spec: JsonObject): Guard | undefined {
  const defaults = inventory.derive(admissionDefaults);
  if (minor < 23 || defaults.exempt.has(namespace)) return undefined;
  const resource = inventory.find('Namespace', '', namespace);
  const enforced = (resource && labelled(resource)) ?? defaults.enforced;
  if (!enforced) return undefined;
  const { level, resource: says, path } = enforced;
  const [broken] = compileLevel(level, Math.min(enforced.minor, minor))({}, spec);
  if (!broken) return undefined;
  const fact = { resource: says, path, note: `Pod Security ${level} is enforced in namespace ${namespace}` };
  return { name: `Pod Security ${level} of namespace ${namespace}`, proof: fact };
}

const LABEL = 'pod-security.kubernetes.io/enforce';

function labelled(resource: Resource): Enforced | undefined {
  const labels = strings(at(resource.object, 'metadata', 'labels'));
  const level = levelOf(labels[LABEL]);
  if (!level) return undefined;
  const minor = minorOf(labels[`${LABEL}-version`]) ?? LATEST_MINOR;
  return { level, minor, resource, path: ['metadata', 'labels', LABEL] };
}

function levelOf(text: string | undefined): Level | undefined {
  return (['privileged', 'baseline', 'restricted'] as const).find((level) => level === text);
}

interface Defaults {
  readonly enforced: Enforced | undefined;
  readonly exempt: ReadonlySet<string>;
}

/** Defaults and exemptions of the admission plugin, where its configuration is among the objects. */
function admissionDefaults(inventory: Inventory): Defaults {
  const [own] = inventory.ofType('PodSecurityConfiguration');
  if (own) return readDefaults(own, own.object, []);
  for (const resource of inventory.ofType('AdmissionConfiguration')) {
    const plugins = asList(resource.object['plugins']);
    const i = plugins.findIndex((plugin) => at(plugin, 'name') === 'PodSecurity');
    const path = ['plugins', i, 'configuration'];
    if (i >= 0) return readDefaults(resource, asObject(at(resource.object, ...path)), path);
  }
  return { enforced: undefined, exempt: new Set() };
}

function readDefaults(resource: Resource, config: JsonObject, base: Path): Defaults {
  const level = levelOf(asString(at(config, 'defaults', 'enforce')));
  const minor = minorOf(asString(at(config, 'defaults', 'enforce-version'))) ?? LATEST_MINOR;
  return {
    enforced: level && { level, minor, resource, path: [...base, 'defaults', 'enforce'] },
    exempt: new Set(asStrings(at(config, 'exemptions', 'namespaces'))),
  };
}

import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asNumber, asObject, asString, asStrings, at, show } from '../../std/value.ts';
import { append } from '../../std/append.ts';

type Aspect = (spec: JsonObject, annotations: JsonObject) => readonly Violation[];

export default defineCheck({
  id: 'pod-security-policy-permissive',
  title: 'PodSecurityPolicy lets dangerous pods in',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: 'On clusters before 1.25, which still enforce it, every pod that may use the policy may have what it allows; later ones ignore it altogether.',
  remedy:
    'Move to Pod Security Admission or a policy engine; until then forbid in the policy what no workload of its users needs.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/',
  ],
  types: ['PodSecurityPolicy'],
  parameters: {
    aspects: [
      'privileged',
      'hostPID',
      'hostIPC',
      'hostNetwork',
      'privilege-escalation',
      'root',
      'root-group',
      'net-raw',
      'added-capabilities',
      'dropped-capabilities',
      'seccomp',
      'host-path',
    ],
    // What the CIS benchmark asked while there were policies: that there is one which forbids.
    oneSuffices: false as boolean,
  },
  find(resource, { inventory }, { aspects, oneSuffices }) {
    const found: Violation[] = [];
    for (const name of asStrings(aspects)) {
      const aspect = Object.hasOwn(ASPECTS, name) ? ASPECTS[name] : undefined;
      if (!aspect) continue;
      const others = oneSuffices ? inventory.ofType('PodSecurityPolicy') : [];
      if (others.some((other) => openings(other, aspect).length === 0)) continue;
      append(found, openings(resource, aspect));
    }
    return found;
  },
});

function openings({ object }: Resource, aspect: Aspect): readonly Violation[] {
  return aspect(asObject(object['spec']), asObject(at(object, 'metadata', 'annotations')));
}

/** What `docs/concepts/security/pod-security-policy` (1.24) calls a control, and when it is open. */
const ASPECTS: Readonly<Record<string, Aspect>> = {
  privileged: flag('privileged'),
  hostPID: flag('hostPID'),
  hostIPC: flag('hostIPC'),
  hostNetwork: flag('hostNetwork'),
  'privilege-escalation'({ allowPrivilegeEscalation: allowed }) {
    if (allowed === false) return [];
    const what = allowed === undefined ? 'is true where it is not set' : `is ${show(allowed)}`;
    return [{ path: ['spec', 'allowPrivilegeEscalation'], message: `allowPrivilegeEscalation ${what}` }];
  },
  root(spec) {
    return excludesRoot(spec['runAsUser'], ['MustRunAsNonRoot']) ? [] : [open(spec, 'runAsUser')];
  },
  'root-group'(spec) {
    const groups = ['supplementalGroups', 'fsGroup'].filter((field) => !excludesRoot(spec[field], []));
    return groups.map((field) => open(spec, field));
  },
  'net-raw'({ requiredDropCapabilities: dropped }) {
    if (asStrings(dropped).some((name) => name === 'ALL' || name === 'NET_RAW')) return [];
    return [
      {
        path: ['spec', 'requiredDropCapabilities'],
        message: 'requiredDropCapabilities has neither NET_RAW nor ALL',
      },
    ];
  },
  'added-capabilities'(spec) {
    const found: Violation[] = [];
    for (const field of ['allowedCapabilities', 'defaultAddCapabilities']) {
      const names = asStrings(spec[field]);
      if (names.length > 0) found.push({ path: ['spec', field], message: `${field} are ${names.join(', ')}` });
    }
    return found;
  },
  'dropped-capabilities'({ requiredDropCapabilities: dropped }) {
    if (asList(dropped).length > 0) return [];
    return [{ path: ['spec', 'requiredDropCapabilities'], message: 'no capability must be dropped' }];
  },
  seccomp(_spec, annotations) {
    const allowed = asString(annotations[SECCOMP.allowed]);
    const chosen = asString(annotations[SECCOMP.default]);
    // Where nothing is listed as allowed, pods can't change the default; that is no profile unless it is set.
    const [key, profiles] =
      allowed === undefined ? ([SECCOMP.default, chosen] as const) : ([SECCOMP.allowed, allowed] as const);
    if (profiles !== undefined && !/\*|unconfined/.test(profiles)) return [];
    return [
      {
        path: ['metadata', 'annotations', key],
        message: profiles === undefined ? 'pods get no seccomp profile' : `seccomp profiles of pods are ${profiles}`,
      },
    ];
  },
  /** Not asked by default: a list of allowed profiles shuts out pods that name none, a default gives them one. */
  'seccomp-default'(_spec, annotations) {
    const chosen = asString(annotations[SECCOMP.default]);
    if (chosen !== undefined && /^(?:docker|runtime)\/default/.test(chosen)) return [];
    return [
      {
        path: ['metadata', 'annotations', SECCOMP.default],
        message: `pods that name no seccomp profile get ${chosen === undefined ? 'none' : show(chosen)}, not the runtime's`,
      },
    ];
  },
  'host-path'(spec) {
    const paths = asList(spec['allowedHostPaths']);
    const found: Violation[] = [];
    if (paths.length === 0 && allowsHostPaths(spec)) {
      found.push({ path: ['spec', 'allowedHostPaths'], message: 'any path of the node may be mounted' });
    }
    for (const [i, entry] of paths.entries()) {
      if (at(entry, 'readOnly') === true) continue;
      const path: Path = ['spec', 'allowedHostPaths', i, 'readOnly'];
      found.push({ path, message: `${show(at(entry, 'pathPrefix'))} of the node may be mounted for writing` });
    }
    return found;
  },
};

const SECCOMP = {
  allowed: 'seccomp.security.alpha.kubernetes.io/allowedProfileNames',
  default: 'seccomp.security.alpha.kubernetes.io/defaultProfileName',
} as const;

function flag(name: string): Aspect {
  return (spec) => (spec[name] === true ? [{ path: ['spec', name], message: `${name} is true` }] : []);
}

function open(spec: JsonObject, field: string): Violation {
  const rule = asString(at(spec, field, 'rule')) ?? 'not set';
  return { path: ['spec', field], message: `${field} may be 0 (the rule is ${rule})` };
}

function excludesRoot(strategy: Json | undefined, safeRules: readonly string[]): boolean {
  const rule = asString(at(strategy, 'rule'));
  if (rule !== undefined && safeRules.includes(rule)) return true;
  const ranges = asList(at(strategy, 'ranges'));
  return rule === 'MustRunAs' && ranges.length > 0 && ranges.every((range) => (asNumber(at(range, 'min')) ?? 0) > 0);
}

function allowsHostPaths({ volumes }: JsonObject): boolean {
  return volumes === undefined || asStrings(volumes).some((type) => type === '*' || type === 'hostPath');
}

import type { JsonObject } from '../../model/json.ts';
import { BASELINE_CAPABILITIES } from '../../kubernetes/pod-security/capabilities.ts';
import { baselineSelinuxTypes } from '../../kubernetes/pod-security/selinux.ts';
import { safeSysctls } from '../../kubernetes/pod-security/sysctls.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import { inContainer, inPod, type ContainerView, type PodView, type PodViolation } from './violation.ts';

export interface Control {
  readonly name: string;
  /** Minor version whose standards first have it. */
  readonly since: number;
  find(pod: PodView): readonly PodViolation[];
}

/** k8s.io/pod-security-admission, by the names of kubernetes.io/docs/concepts/security/pod-security-standards. */
export const BASELINE: readonly Control[] = [
  { name: 'HostProcess', since: 0, find: hostProcess },
  { name: 'Host Namespaces', since: 0, find: hostNamespaces },
  { name: 'Privileged Containers', since: 0, find: perContainer(privileged) },
  { name: 'Capabilities', since: 0, find: perContainer(capabilities) },
  { name: 'HostPath Volumes', since: 0, find: hostPaths },
  { name: 'Host Ports', since: 0, find: perContainer(hostPorts) },
  { name: 'Host Probes / Lifecycle Hooks', since: 34, find: perContainer(probeHosts) },
  { name: 'AppArmor', since: 0, find: appArmor },
  { name: 'SELinux', since: 0, find: selinux },
  { name: '/proc Mount Type', since: 0, find: (pod) => (pod.apart ? [] : procMounts(pod)) },
  { name: 'Seccomp', since: 0, find: seccomp },
  { name: 'Sysctls', since: 0, find: sysctls },
];

export function perContainer(
  find: (container: ContainerView, pod: PodView) => readonly PodViolation[],
): Control['find'] {
  return (pod) => pod.containers.flatMap((container) => find(container, pod));
}

function hostProcess(pod: PodView): PodViolation[] {
  const field = 'securityContext.windowsOptions.hostProcess';
  const isSet = (security: JsonObject) => at(security, 'windowsOptions', 'hostProcess') === true;
  return [
    ...(isSet(pod.security) ? [inPod('HostProcess', `spec.${field}`, true)] : []),
    ...pod.containers.filter((c) => isSet(c.security)).map((c) => inContainer('HostProcess', c, field, true)),
  ];
}

function hostNamespaces({ spec }: PodView): PodViolation[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((key) => spec[key] === true)
    .map((key) => inPod('Host Namespaces', `spec.${key}`, true));
}

function privileged(container: ContainerView): PodViolation[] {
  if (container.security['privileged'] !== true) return [];
  return [inContainer('Privileged Containers', container, 'securityContext.privileged', true)];
}

function capabilities(container: ContainerView): PodViolation[] {
  const field = 'securityContext.capabilities.add';
  return asList(at(container.security, 'capabilities', 'add'))
    .filter((name) => typeof name !== 'string' || !BASELINE_CAPABILITIES.includes(name))
    .map((name) => inContainer('Capabilities', container, field, name));
}

function hostPaths({ spec }: PodView): PodViolation[] {
  return asList(spec['volumes']).flatMap((volume, i) => {
    const hostPath = asObject(volume)['hostPath'];
    if (hostPath === undefined || hostPath === null) return [];
    const value = asObject(hostPath)['path'] ?? '';
    return [inPod('HostPath Volumes', 'spec.volumes[*].hostPath', value, `spec.volumes[${i}].hostPath`)];
  });
}

function hostPorts(container: ContainerView): PodViolation[] {
  return asList(container.spec['ports']).flatMap((port, i) => {
    const value = asObject(port)['hostPort'];
    if (typeof value !== 'number' || value === 0) return [];
    return [inContainer('Host Ports', container, 'ports[*].hostPort', value, `ports[${i}].hostPort`)];
  });
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];

function probeHosts(container: ContainerView): PodViolation[] {
  return PROBES.flatMap((probe) =>
    ['httpGet', 'tcpSocket'].flatMap((handler) => {
      const host = at(container.spec, ...probe.split('.'), handler, 'host');
      if (host === undefined || host === null || host === '') return [];
      return [inContainer('Host Probes / Lifecycle Hooks', container, `${probe}.${handler}.host`, host)];
    }),
  );
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

function appArmor(pod: PodView): PodViolation[] {
  const annotations = Object.entries(asObject(pod.metadata['annotations'])).flatMap(([key, value]) => {
    const profile = asString(value) ?? '';
    if (
      !key.startsWith(APP_ARMOR) ||
      profile === '' ||
      profile === 'runtime/default' ||
      profile.startsWith('localhost/')
    )
      return [];
    return [inPod('AppArmor', `metadata.annotations`, value, `metadata.annotations[${key}]`)];
  });
  const field = 'securityContext.appArmorProfile.type';
  const wrong = (security: JsonObject) => {
    const type = at(security, 'appArmorProfile', 'type');
    return isObject(security['appArmorProfile']) && type !== 'RuntimeDefault' && type !== 'Localhost'
      ? (type ?? '')
      : undefined;
  };
  const own = wrong(pod.security);
  const inner = pod.containers.flatMap((c) => {
    const value = wrong(c.security);
    return value === undefined ? [] : [inContainer('AppArmor', c, field, value)];
  });
  return [...annotations, ...(own === undefined ? [] : [inPod('AppArmor', `spec.${field}`, own)]), ...inner];
}

function selinux(pod: PodView): PodViolation[] {
  const types = baselineSelinuxTypes(pod.minor);
  const wrong = (security: JsonObject) =>
    ['type', 'user', 'role'].flatMap((key) => {
      const value = asString(at(security, 'seLinuxOptions', key)) ?? '';
      const forbidden = value !== '' && (key !== 'type' || !types.includes(value));
      return forbidden ? [{ field: `securityContext.seLinuxOptions.${key}`, value }] : [];
    });
  return [
    ...wrong(pod.security).map(({ field, value }) => inPod('SELinux', `spec.${field}`, value)),
    ...pod.containers.flatMap((c) =>
      wrong(c.security).map(({ field, value }) => inContainer('SELinux', c, field, value)),
    ),
  ];
}

export function procMounts(pod: PodView): PodViolation[] {
  return pod.containers.flatMap((container) => {
    const value = container.security['procMount'];
    if (value === undefined || value === null || value === '' || value === 'Default') return [];
    return [inContainer('/proc Mount Type', container, 'securityContext.procMount', value)];
  });
}

const SECCOMP = 'seccompProfile.type';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** By annotation before 1.19, by field since. */
function seccomp(pod: PodView): PodViolation[] {
  if (pod.minor < 19) return seccompAnnotations(pod);
  const field = `securityContext.${SECCOMP}`;
  const off = (security: JsonObject) => at(security, 'seccompProfile', 'type') === 'Unconfined';
  return [
    ...(off(pod.security) ? [inPod('Seccomp', `spec.${field}`, 'Unconfined')] : []),
    ...pod.containers.filter((c) => off(c.security)).map((c) => inContainer('Seccomp', c, field, 'Unconfined')),
  ];
}

function seccompAnnotations({ metadata }: PodView): PodViolation[] {
  return Object.entries(asObject(metadata['annotations']))
    .filter(([key, value]) => (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) && value === 'unconfined')
    .map(([key, value]) => inPod('Seccomp', 'metadata.annotations', value, `metadata.annotations[${key}]`));
}

function sysctls(pod: PodView): PodViolation[] {
  const safe = safeSysctls(pod.minor);
  return asList(pod.security['sysctls']).flatMap((item, i) => {
    const name = asString(asObject(item)['name']) ?? '';
    if (safe.includes(name)) return [];
    const field = 'spec.securityContext.sysctls';
    return [inPod('Sysctls', `${field}[*].name`, name, `${field}[${i}].name`)];
  });
}

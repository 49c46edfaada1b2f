import { RESTRICTED_VOLUMES } from '../../kubernetes/pod-security/volumes.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import { perContainer, procMounts, type Control } from './baseline.ts';
import { inContainer, inPod, type ContainerView, type PodView, type PodViolation } from './violation.ts';

/** What the restricted level adds to the baseline. */
export const RESTRICTED: readonly Control[] = [
  { name: 'Volume Types', since: 0, find: volumeTypes },
  { name: 'Privilege Escalation', since: 8, find: perContainer(privilegeEscalation) },
  { name: 'Running as Non-root', since: 0, find: (pod) => (pod.apart ? [] : runAsNonRoot(pod)) },
  { name: 'Running as Non-root user', since: 23, find: (pod) => (pod.apart ? [] : runAsUser(pod)) },
  { name: 'Seccomp', since: 19, find: (pod) => (pod.windows ? [] : seccomp(pod)) },
  { name: 'Capabilities', since: 22, find: perContainer(capabilities) },
  { name: '/proc Mount Type', since: 35, find: (pod) => (pod.apart ? procMounts(pod) : []) },
];

function volumeTypes({ spec }: PodView): PodViolation[] {
  return asList(spec['volumes']).flatMap((volume, i) => {
    const types = Object.keys(asObject(volume)).filter((key) => key !== 'name' && asObject(volume)[key] !== null);
    const wrong = types.find((type) => !RESTRICTED_VOLUMES.includes(type));
    if (wrong === undefined) return [];
    return [inPod('Volume Types', `spec.volumes[*].${wrong}`, asObject(volume)[wrong], `spec.volumes[${i}].${wrong}`)];
  });
}

function privilegeEscalation(container: ContainerView, pod: PodView): PodViolation[] {
  const value = container.security['allowPrivilegeEscalation'];
  if (value === false || pod.windows) return [];
  return [inContainer('Privilege Escalation', container, 'securityContext.allowPrivilegeEscalation', value)];
}

function runAsNonRoot(pod: PodView): PodViolation[] {
  const field = 'securityContext.runAsNonRoot';
  const own = pod.security['runAsNonRoot'];
  const inner = pod.containers.flatMap((container) => {
    const value = container.security['runAsNonRoot'] ?? undefined;
    if (value === true || (value === undefined && (own === true || own === false))) return [];
    return [inContainer('Running as Non-root', container, field, value)];
  });
  return own === false ? [inPod('Running as Non-root', `spec.${field}`, own), ...inner] : inner;
}

function runAsUser(pod: PodView): PodViolation[] {
  const field = 'securityContext.runAsUser';
  const inner = pod.containers
    .filter(({ security }) => security['runAsUser'] === 0)
    .map((container) => inContainer('Running as Non-root user', container, field, 0));
  return pod.security['runAsUser'] === 0 ? [inPod('Running as Non-root user', `spec.${field}`, 0), ...inner] : inner;
}

function seccomp(pod: PodView): PodViolation[] {
  const field = 'securityContext.seccompProfile.type';
  const confined = (type: unknown) => type === 'RuntimeDefault' || type === 'Localhost';
  const own = at(pod.security, 'seccompProfile', 'type');
  const inner = pod.containers.flatMap((container) => {
    const type = at(container.security, 'seccompProfile', 'type') ?? undefined;
    if (confined(type) || (type === undefined && own !== undefined && own !== null)) return [];
    return [inContainer('Seccomp', container, field, type)];
  });
  const wrong = own !== undefined && own !== null && !confined(own);
  return wrong ? [inPod('Seccomp', `spec.${field}`, own), ...inner] : inner;
}

function capabilities(container: ContainerView, pod: PodView): PodViolation[] {
  if (pod.windows) return [];
  const dropped = asList(at(container.security, 'capabilities', 'drop'));
  const added = asList(at(container.security, 'capabilities', 'add')).filter((name) => name !== 'NET_BIND_SERVICE');
  const field = 'securityContext.capabilities';
  return [
    ...(dropped.includes('ALL') ? [] : [inContainer('Capabilities', container, `${field}.drop`, asString(dropped[0]))]),
    ...added.map((name) => inContainer('Capabilities', container, `${field}.add`, name)),
  ];
}

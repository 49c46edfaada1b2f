import { appArmorOf } from '../../kubernetes/pod-security/apparmor.ts';
import { addedCapabilities, droppedCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { containerSeccomp, podSeccomp, type SeccompReading } from '../../kubernetes/pod-security/seccomp.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, effectiveSecurity, type Workload, type Container } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asObject } from '../../std/value.ts';

export default defineCheck({
  id: 'linux-hardening-missing',
  title: 'Container uses none of the hardening that Linux offers',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'No seccomp, AppArmor or SELinux profile is named and no capability dropped, so one bug in the process has the whole kernel to work with.',
  remedy: 'Set `seccompProfile: {type: RuntimeDefault}` on the pod and drop `ALL` capabilities on the container.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
  ],
  types: WORKLOAD_TYPES,
  parameters: { legacyAnnotations: false as boolean },
  covers: ['seccomp-not-set', 'apparmor-unset', 'capabilities-no-drop'],
  find: (resource, { minor }, { legacyAnnotations }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || isHardened(workload, container, { minor, legacyAnnotations })) return undefined;
      return {
        path: securityPath(container),
        message: `${nameOf(container)} has no seccomp, AppArmor, SELinux or capability settings`,
      };
    }),
});

function isHardened(workload: Workload, container: Container, reading: SeccompReading): boolean {
  const seccomp = containerSeccomp(workload, container, reading) ?? podSeccomp(workload, reading);
  if (seccomp?.confined || appArmorOf(workload, container)?.confined) return true;
  const selinux = effectiveSecurity(workload, container, 'seLinuxOptions').value;
  return Object.keys(asObject(selinux)).length > 0 || givesUpCapabilities(container);
}

function givesUpCapabilities(container: Container): boolean {
  return droppedCapabilities(container).length > 0 && !addedCapabilities(container).some(({ name }) => name === 'ALL');
}

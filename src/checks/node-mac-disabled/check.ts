import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'node-mac-disabled',
  title: 'Node has neither AppArmor nor SELinux in force',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'Without a mandatory access control a process that breaks out of its container, or a root container with a mounted path, may touch every file of the node.',
  remedy: 'Enable AppArmor or SELinux (enforcing) in the kernel of the node; the runtimes bring profiles for both.',
  references: [
    'https://kubernetes.io/docs/tutorials/security/apparmor/',
    'https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/',
  ],
  types: ['NodeEvidence'],
  find({ object }) {
    const seLinux = asString(at(object, 'host', 'seLinux'));
    if (at(object, 'host', 'appArmor') !== false || seLinux === undefined || seLinux === 'enforcing') return [];
    return [{ path: ['host', 'appArmor'], message: `AppArmor is off and SELinux is ${seLinux}` }];
  },
});

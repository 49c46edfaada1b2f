import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';

/** What the kubelet sets at its start, or refuses to start without under protectKernelDefaults (pkg/kubelet/cm). */
const EXPECTED: Readonly<Record<string, string>> = {
  'kernel.keys.root_maxbytes': '25000000',
  'kernel.keys.root_maxkeys': '1000000',
  'kernel.panic': '10',
  'kernel.panic_on_oops': '1',
  'vm.overcommit_memory': '1',
  'vm.panic_on_oom': '0',
};

export default defineCheck({
  id: 'kernel-settings-unexpected',
  title: 'Kernel settings differ from what the kubelet expects',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'The kubelet counts on a kernel that restarts after a panic and does not panic for want of memory; where it may not set that itself it does not start, and where it may it undoes what administrators chose.',
  remedy: 'Set the values in /etc/sysctl.d on every node, then protectKernelDefaults: true.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/',
  ],
  types: ['NodeEvidence'],
  find({ object }) {
    const kubelet = asList(object['processes']).some((entry) => at(entry, 'name') === 'kubelet');
    if (!kubelet) return [];
    const found: Violation[] = [];
    for (const [name, wanted] of Object.entries(EXPECTED)) {
      const path = ['host', 'sysctls', name];
      const value = asString(at(object, ...path));
      if (value !== undefined && value !== wanted) found.push({ path, message: `${name} is ${value}, not ${wanted}` });
    }
    return found;
  },
});

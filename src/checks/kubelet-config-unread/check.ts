import { componentsOf } from '../../kubernetes/component/components.ts';
import { flagOf } from '../../kubernetes/component/types.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'kubelet-config-unread',
  title: "Evidence lacks the kubelet's configuration file",
  severity: 'info',
  category: 'node',
  profile: 'all',
  why: 'The command line names a configuration file that the evidence does not hold, so nothing can be said of the settings in it: an auditor has to count them as not met.',
  remedy: 'Collect the evidence as root, so that the file that --config names can be read.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/'],
  types: ['NodeEvidence', 'KubeletInfo.hostdata.kubescape.cloud'],
  find(resource) {
    const found: Violation[] = [];
    for (const component of componentsOf(resource)) {
      const flag = component.name === 'kubelet' && component.form === 'arguments' && flagOf(component, 'config');
      if (flag)
        found.push({ path: flag.path, message: `the kubelet reads ${flag.value}, which the evidence does not hold` });
    }
    return found;
  },
});

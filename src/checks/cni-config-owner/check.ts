import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'cni-config-owner',
  title: 'CNI configuration does not belong to root',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The runtime executes the plugin that this file names as root whenever a pod starts, so its owner can run anything as root.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['cni-config'],
  called: 'a CNI configuration file',
});

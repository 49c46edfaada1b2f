import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'cni-config-permissions',
  title: 'CNI configuration is open wider than 0600',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The file names the program that sets up the network of every pod, run as root, and may point to its credentials; whoever can write it runs code as root.',
  remedy: 'Run `chmod 600` on the file.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['cni-config'],
  called: 'a CNI configuration file',
  mode: '0600',
});

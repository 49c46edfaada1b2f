import { hostPathsOf, isWithin } from '../../kubernetes/pod-security/volumes.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { isControlPlanePod, WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asString, at } from '../../std/value.ts';

/** What the static pods of the control plane mount as kubeadm writes them (kubeadm docs, "Implementation details"). */
const CONTROL_PLANE: readonly string[] = [
  '/etc/ca-certificates',
  '/etc/kubernetes',
  '/etc/pki',
  '/etc/ssl/certs',
  '/usr/libexec/kubernetes/kubelet-plugins',
  '/usr/local/share/ca-certificates',
  '/usr/share/ca-certificates',
  '/var/lib/etcd',
];

export default defineCheck({
  id: 'host-path-sensitive',
  title: 'Volume is a directory that runs the node',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: "These directories hold the node's binaries, credentials, devices, kernel interfaces or other pods' data: reading them gives away secrets, and writing one usually gives the node.",
  remedy: 'Mount the one file or subdirectory that is needed, read-only, or get the data through an API instead.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: [...WORKLOAD_TYPES, 'PersistentVolume'],
  needs: () => [['hostPath']],
  parameters: {
    directories: ['/', '/home', '/run', '/var', '/var/lib', '/var/run'],
    subtrees: [
      '/bin',
      '/boot',
      '/dev',
      '/etc',
      '/lib',
      '/lib64',
      '/proc',
      '/root',
      '/sbin',
      '/sys',
      '/usr',
      '/var/lib/containerd',
      '/var/lib/docker',
      '/var/lib/etcd',
      '/var/lib/kubelet',
      '/var/lib/rancher',
    ],
  },
  covers: ['host-path-volume', 'restricted-volume-types'],
  find: (resource, _scope, { directories, subtrees }) => {
    const sensitive = (path: string) => directories.includes(path) || subtrees.some((root) => isWithin(path, root));
    if (resource.type === 'PersistentVolume') return persistentVolume(resource, sensitive);
    const own = isControlPlanePod(resource) ? CONTROL_PLANE : [];
    return perPod(resource, (workload) =>
      hostPathsOf(workload)
        .filter(({ directory }) => sensitive(directory) && !directory.endsWith('.sock'))
        .filter(({ directory }) => !own.some((root) => isWithin(directory, root)))
        .map(({ volume, directory, path }) => ({
          path,
          message: `volume "${volume.name}" is ${directory} of the node`,
        })),
    );
  },
});

function persistentVolume(resource: Resource, sensitive: (path: string) => boolean): Violation[] {
  const directory = asString(at(resource.object, 'spec', 'hostPath', 'path'))?.replace(/(?<=.)\/$/, '');
  if (directory === undefined || !sensitive(directory)) return [];
  return [{ path: ['spec', 'hostPath', 'path'], message: `the volume is ${directory} of whichever node mounts it` }];
}

import { mayBeRoot } from './escape.ts';
import { shows } from './world-volumes.ts';
import type { Container } from './world-pods.ts';
import type { Mount, Volume } from './world-volumes.ts';

/** Directories and files of a node that give it away to whoever writes there: what runs as root, starts by itself or says who is let in. */
const RUNS_AS_ROOT: readonly string[] = [
  '/etc',
  '/root',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib64',
  '/boot',
  '/opt/bin',
  '/opt/cni',
  '/proc/sys/kernel',
  '/proc/sys/fs/binfmt_misc',
  '/sys/kernel/uevent_helper',
  ...['/systemd', '/udev', '/containerd'].flatMap((directory) => [`/run${directory}`, `/var/run${directory}`]),
  '/var/spool/cron',
  '/var/lib/kubelet/config.yaml',
  '/var/lib/kubelet/kubeadm-flags.env',
  '/var/lib/kubelet/pki',
  '/var/lib/kubelet/pods',
  '/var/lib/etcd',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/rancher',
  '/var/lib/cloud',
];

/** Directories that hold credentials of the node, of its users or of the control plane. */
const CREDENTIALS: readonly string[] = [
  '/etc/kubernetes',
  '/etc/rancher',
  '/etc/shadow',
  '/etc/ssh',
  '/root/.ssh',
  '/root/.kube',
  '/var/lib/kubelet/pki',
  '/var/lib/kubelet/pods',
  '/var/lib/kubelet/kubeconfig',
  '/var/lib/etcd',
  '/var/lib/rancher',
  '/var/lib/cloud',
];

/** Homes of users with what they log in with, and processes of the node with their memory and their files. */
const PEOPLE =
  /^\/(?:home(?:\/[^/]+)?|(?:home\/[^/]+|root)\/\.(?:ssh|kube|aws|azure|config|docker|gnupg)(?:\/.*)?|root)$/;
const PROCESSES = /^\/proc(?:\/(?:\d+|self)(?:\/.*)?)?$/;

/** Files that many mount, and that nobody gains by: the time zone, names. */
const HARMLESS = /^\/etc\/(?:localtime|timezone|hostname|machine-id|os-release|resolv\.conf)$/;

/** Whether a mount opens one of the directories: it shows it, one above it, or one inside of it. */
function opens(mount: Mount, directories: readonly string[]): boolean {
  const { hostPath } = mount;
  if (hostPath === undefined || HARMLESS.test(hostPath)) return false;
  if (PEOPLE.test(hostPath) || PROCESSES.test(hostPath)) return true;
  return directories.some((directory) => shows(mount, directory) || hostPath.startsWith(`${directory}/`));
}

export interface OpenVolume {
  readonly volume: Volume;
  readonly mount: Mount;
  readonly container: Container;
}

/** Volumes through which a container writes what gives the node away. */
export function writableOnes(containers: readonly Container[]): OpenVolume[] {
  return volumesBy(containers, (mount) => !mount.readOnly && opens(mount, RUNS_AS_ROOT));
}

/** Volumes through which a container reads credentials. */
export function readableOnes(containers: readonly Container[]): OpenVolume[] {
  return volumesBy(containers, (mount) => opens(mount, CREDENTIALS));
}

/** Of containers that may run as root, whose these directories are. */
function volumesBy(containers: readonly Container[], isOpen: (mount: Mount) => boolean): OpenVolume[] {
  const found: OpenVolume[] = [];
  for (const container of containers) {
    for (const mount of container.mounts) {
      if (isOpen(mount) && mayBeRoot(container)) found.push({ volume: mount.volume, mount, container });
    }
  }
  return found;
}

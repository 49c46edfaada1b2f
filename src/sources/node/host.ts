import type { HostEvidence } from '../../host/evidence.ts';
import type { NodeRoot } from './root.ts';
import type { Unread } from './unread.ts';

/** Settings of the kernel that the kubelet depends on or that guard the node. */
const SYSCTLS = [
  'fs.protected_hardlinks',
  'fs.protected_symlinks',
  'kernel.dmesg_restrict',
  'kernel.keys.root_maxbytes',
  'kernel.keys.root_maxkeys',
  'kernel.kptr_restrict',
  'kernel.modules_disabled',
  'kernel.panic',
  'kernel.panic_on_oops',
  'kernel.randomize_va_space',
  'kernel.unprivileged_bpf_disabled',
  'kernel.yama.ptrace_scope',
  'net.ipv4.ip_forward',
  'user.max_user_namespaces',
  'vm.overcommit_memory',
  'vm.panic_on_oom',
];

/** The operating system: release, kernel and its settings, swap, and what confines processes. */
export function readHost(root: NodeRoot, unread: Unread): HostEvidence {
  const text = (path: string) => unread.take(root.text(path))?.trim();
  for (const path of ['/proc/sys', '/sys']) {
    if (!root.exists(path)) unread.add({ what: path, code: 'unreadable', reason: 'it is not there' });
  }
  const kernel = text('/proc/sys/kernel/osrelease');
  const release = releaseOf(text('/etc/os-release') ?? text('/usr/lib/os-release') ?? '');
  const settings = SYSCTLS.flatMap((name) => {
    const value = text(`/proc/sys/${name.replaceAll('.', '/')}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...(kernel !== undefined && { kernel }),
    os: release,
    sysctls: Object.fromEntries(settings),
    swap: swapOf(text('/proc/swaps') ?? ''),
    ...confinement(root, text),
  };
}

/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
function releaseOf(text: string): HostEvidence['os'] {
  const value = (key: string) => new RegExp(`^${key}=["']?([^"'\\n]{1,256})["']?$`, 'm').exec(text)?.[1];
  const [id, version, name] = [value('ID'), value('VERSION_ID'), value('PRETTY_NAME')];
  return { ...(id && { id }), ...(version && { version }), ...(name && { name }) };
}

/** Lines of `/proc/swaps` below its head: name, type, size in KiB. */
function swapOf(text: string): HostEvidence['swap'] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [name = '', , size = ''] = line.trim().split(/\s+/);
      return name && /^\d+$/.test(size) ? [{ name, kibibytes: Number(size) }] : [];
    });
}

function confinement(
  root: NodeRoot,
  text: (path: string) => string | undefined,
): Pick<HostEvidence, 'appArmor' | 'seLinux' | 'seccomp'> {
  const kernel = root.exists('/proc/sys/kernel') && {
    seccomp: root.exists('/proc/sys/kernel/seccomp/actions_avail'),
  };
  if (!root.exists('/sys/module')) return { ...kernel };
  const enforce = text('/sys/fs/selinux/enforce');
  const states = { '0': 'permissive', '1': 'enforcing' } as const;
  return {
    appArmor: text('/sys/module/apparmor/parameters/enabled') === 'Y',
    seLinux: enforce === '0' || enforce === '1' ? states[enforce] : 'disabled',
    ...kernel,
  };
}

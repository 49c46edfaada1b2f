import type { EvidenceProcess } from '../../host/evidence.ts';
import { redactArguments } from './redact.ts';
import type { NodeRoot } from './root.ts';
import type { Unread } from './unread.ts';

/** A process whose name we know, with its number, which stays out of the evidence. */
export interface Process extends EvidenceProcess {
  readonly pid: string;
}

const MAX_COMMAND_LINE = 256 * 1024;
const COMPONENTS = new Set([
  'kubelet',
  'kube-proxy',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
  'containerd',
  'crio',
  'dockerd',
]);
const HYPERKUBE: Readonly<Record<string, string>> = {
  apiserver: 'kube-apiserver',
  'controller-manager': 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  proxy: 'kube-proxy',
};
/** Programs that run on the node itself; in a container of it they belong to another cluster (kind, Docker in Docker). */
const OF_THE_NODE = /^(kubelet|containerd|crio|dockerd|k3s-.*|rke2-.*)$/;
/** Programs that hold several components: told apart by their first word. */
const SUPERVISORS = new Set(['k3s', 'rke2']);
/** Agents of network plugins, by the name of their program. */
const NETWORK_AGENTS: Readonly<Record<string, string>> = {
  'antrea-agent': 'antrea',
  'calico-node': 'calico',
  'cilium-agent': 'cilium',
  flanneld: 'flannel',
  kindnetd: 'kindnet',
  'kube-router': 'kube-router',
  ovnkube: 'ovn-kubernetes',
  weaver: 'weave',
};

export interface Processes {
  readonly processes: readonly Process[];
  /** Network plugins whose agents run. */
  readonly networks: readonly string[];
}

/** The processes of Kubernetes on a node. */
export function readProcesses(root: NodeRoot, unread: Unread): Processes {
  const names = root.list('/proc');
  if (!names) unread.add({ what: '/proc', code: 'unreadable', reason: 'it is not there: no process can be seen' });
  const processes: Process[] = [];
  const networks = new Set<string>();
  for (const pid of (unread.take(names) ?? []).filter((name) => /^\d+$/.test(name))) {
    const args = argumentsOf(root, pid, unread);
    const [program = ''] = args;
    const agent = NETWORK_AGENTS[baseName(program)];
    if (agent && Object.hasOwn(NETWORK_AGENTS, baseName(program))) networks.add(agent);
    const name = nameOf(args);
    if (!name || (OF_THE_NODE.test(name) && isNested(root, pid, unread))) continue;
    const environment = name === 'etcd' ? variablesOf(root, pid, unread) : undefined;
    processes.push({ name, args: redactArguments(args), pid, ...(environment && { environment }) });
  }
  return { processes: processes.sort(byNameAndArguments), networks: [...networks].sort() };
}

/** The words of a command line, exactly as the process got them. Processes that end meanwhile have none. */
function argumentsOf(root: NodeRoot, pid: string, unread: Unread): string[] {
  const text = unread.take(root.text(`/proc/${pid}/cmdline`, MAX_COMMAND_LINE));
  return text ? text.replace(/\0$/, '').split('\0') : [];
}

/** Whether a process has a number of its own in a namespace below: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function isNested(root: NodeRoot, pid: string, unread: Unread): boolean {
  const status = unread.take(root.text(`/proc/${pid}/status`));
  return /^NSpid:\s*\d+\s+\d/m.test(status ?? '');
}

/** The names of the variables that etcd reads flags from; their values are let go at once. */
function variablesOf(root: NodeRoot, pid: string, unread: Unread): string[] | undefined {
  const text = unread.take(root.text(`/proc/${pid}/environ`, MAX_COMMAND_LINE));
  const names = text?.split('\0').flatMap((entry) => /^ETCD_[A-Z0-9_]{1,64}(?==)/.exec(entry)?.[0] ?? []);
  return names && [...new Set(names)].sort();
}

function nameOf(args: readonly string[]): string | undefined {
  const [program = '', first = ''] = args;
  const base = baseName(program);
  if (COMPONENTS.has(base)) return base;
  if (base === 'hyperkube') return COMPONENTS.has(first) ? first : HYPERKUBE[first];
  // k3s writes `/usr/local/bin/k3s server` as one word.
  const [name = '', word = first] = base.split(' ');
  return SUPERVISORS.has(name) && (word === 'server' || word === 'agent') ? `${name}-${word}` : undefined;
}

function baseName(program: string): string {
  const [head = '', ...rest] = program.split(' ');
  return [head.slice(head.lastIndexOf('/') + 1), ...rest].join(' ').trim();
}

function byNameAndArguments(a: Process, b: Process): number {
  const [left, right] = [a, b].map(({ name, args }) => [name, ...args].join('\0'));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at, isObject } from '../../std/value.ts';
import { readFlags } from './command-line.ts';
import { oneEdit, type Component, type ComponentName, type Flag, type Slot } from './types.ts';
import { minorIn } from './version.ts';

export const KUBEADM_TYPES: readonly string[] = ['ClusterConfiguration', 'InitConfiguration', 'JoinConfiguration'];

/** Flags that kubeadm itself sets on the static pods that it writes, apart from user's extra arguments. */
const SET_BY_KUBEADM: Partial<Readonly<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': [
    'authorization-mode',
    'client-ca-file',
    'enable-admission-plugins',
    'etcd-cafile',
    'etcd-certfile',
    'etcd-keyfile',
    'kubelet-client-certificate',
    'kubelet-client-key',
    'secure-port',
    'service-account-key-file',
    'service-account-signing-key-file',
    'tls-cert-file',
    'tls-private-key-file',
  ],
  'kube-controller-manager': [
    'bind-address',
    'root-ca-file',
    'service-account-private-key-file',
    'use-service-account-credentials',
  ],
  'kube-scheduler': ['bind-address'],
  etcd: [
    'cert-file',
    'key-file',
    'client-cert-auth',
    'trusted-ca-file',
    'peer-cert-file',
    'peer-key-file',
    'peer-client-cert-auth',
    'peer-trusted-ca-file',
  ],
};

const SECTIONS: readonly { readonly component: ComponentName; readonly path: Path }[] = [
  { component: 'kube-apiserver', path: ['apiServer', 'extraArgs'] },
  { component: 'kube-controller-manager', path: ['controllerManager', 'extraArgs'] },
  { component: 'kube-scheduler', path: ['scheduler', 'extraArgs'] },
  { component: 'etcd', path: ['etcd', 'local', 'extraArgs'] },
];

/** The components that a kubeadm configuration sets up, by its extra arguments. */
export function kubeadmComponents(resource: Resource): Component[] {
  if (resource.type === 'ClusterConfiguration') {
    const external = isObject(at(resource.object, 'etcd', 'external'));
    const sections = SECTIONS.filter(({ component }) => component !== 'etcd' || !external);
    return sections.map(({ component, path }) => extraArguments(resource, component, path));
  }
  const path = ['nodeRegistration', 'kubeletExtraArgs'];
  if (!KUBEADM_TYPES.includes(resource.type) || at(resource.object, ...path) === undefined) return [];
  return [extraArguments(resource, 'kubelet', path)];
}

function extraArguments(resource: Resource, name: ComponentName, path: Path): Component {
  const value = at(resource.object, ...path);
  const known = SET_BY_KUBEADM[name];
  return {
    name,
    resource,
    form: 'arguments',
    where: ` for ${name}`,
    ...minorIn(resource.object['kubernetesVersion']),
    flags: Array.isArray(value) ? listFlags(value, path) : mapFlags(value, path),
    hidden: (flag) => known?.includes(flag) ?? true,
    slot: (flag) => slotIn(resource, value, path, flag),
  };
}

/** v1beta3 and before: `extraArgs: {profiling: "false"}`. */
function mapFlags(value: Json | undefined, path: Path): Flag[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, text]) => flagAt(name, text, [...path, name], [...path, name]));
}

/** v1beta4: `extraArgs: [{name: profiling, value: "false"}]`. */
function listFlags(value: Json, path: Path): Flag[] {
  return asList(value).flatMap((entry, i) =>
    flagAt(asString(at(entry, 'name')) ?? '', at(entry, 'value'), [...path, i, 'value'], [...path, i]),
  );
}

function flagAt(name: string, value: Json | undefined, path: Path, entry: Path): Flag[] {
  if (value === null || typeof value === 'object' || value === undefined) return [];
  const [flag] = readFlags([{ text: `--${name}=${String(value)}`, path, whole: false }]);
  if (!flag) return [];
  return [
    {
      ...flag,
      rewrite: (next) => oneEdit({ op: 'set', path, value: next }),
      drop: oneEdit({ op: 'remove', path: entry }),
    },
  ];
}

function slotIn(resource: Resource, value: Json | undefined, path: Path, flag: string): Slot {
  const list = value === undefined ? !/v1(alpha\d|beta[1-3])$/.test(resource.apiVersion) : Array.isArray(value);
  const own = [...path, flag];
  const title = `--${flag}`;
  if (list) return { path, title, put: (next) => oneEdit({ op: 'append', path, value: { name: flag, value: next } }) };
  return { path: own, title, put: (next) => oneEdit({ op: 'set', path: own, value: next }) };
}

import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asNumber, asString, asStrings, at, isObject } from '../std/value.ts';
import { owner, type HostFacts, type HostFile } from './types.ts';

/** Where Kubescape's host scanner tells of a file, below `data`; a list holds several. */
const PLACES: readonly { readonly kind: string; readonly path: Path; readonly role: string }[] = [
  { kind: 'ControlPlaneInfo', path: ['APIServerInfo', 'specsFile'], role: 'apiserver-manifest' },
  { kind: 'ControlPlaneInfo', path: ['APIServerInfo', 'encryptionProviderConfigFile'], role: 'encryption-config' },
  { kind: 'ControlPlaneInfo', path: ['APIServerInfo', 'auditPolicyFile'], role: 'audit-policy' },
  { kind: 'ControlPlaneInfo', path: ['controllerManagerInfo', 'specsFile'], role: 'controller-manager-manifest' },
  { kind: 'ControlPlaneInfo', path: ['controllerManagerInfo', 'configFile'], role: 'controller-manager-kubeconfig' },
  { kind: 'ControlPlaneInfo', path: ['schedulerInfo', 'specsFile'], role: 'scheduler-manifest' },
  { kind: 'ControlPlaneInfo', path: ['schedulerInfo', 'configFile'], role: 'scheduler-kubeconfig' },
  { kind: 'ControlPlaneInfo', path: ['etcdConfigFile'], role: 'etcd-manifest' },
  { kind: 'ControlPlaneInfo', path: ['etcdDataDir'], role: 'etcd-data' },
  { kind: 'ControlPlaneInfo', path: ['adminConfigFile'], role: 'admin-kubeconfig' },
  { kind: 'ControlPlaneInfo', path: ['PKIDir'], role: 'pki-directory' },
  { kind: 'ControlPlaneInfo', path: ['PKIFiles'], role: 'pki-certificate' },
  { kind: 'KubeletInfo', path: ['configFile'], role: 'kubelet-config' },
  { kind: 'KubeletInfo', path: ['kubeConfigFile'], role: 'kubelet-kubeconfig' },
  { kind: 'KubeletInfo', path: ['clientCAFile'], role: 'kubelet-ca' },
  { kind: 'KubeletInfo', path: ['serviceFiles'], role: 'kubelet-service' },
  { kind: 'KubeProxyInfo', path: ['kubeConfigFile'], role: 'kube-proxy-kubeconfig' },
  { kind: 'CNIInfo', path: ['CNIConfigFiles'], role: 'cni-config' },
];

/** The facts in a document of Kubescape's host scanner (`hostdata.kubescape.cloud`). */
export function hostScannerFacts({ kind, object }: Resource): Pick<HostFacts, 'files' | 'networks'> {
  const files = PLACES.filter((place) => place.kind === kind).flatMap((place) => {
    const path = ['data', ...place.path];
    const value = at(object, ...path);
    if (!Array.isArray(value)) return fileOf(value, place.role, path);
    return value.flatMap((entry, i) => fileOf(entry, place.role, [...path, i]));
  });
  return { files, networks: kind === 'CNIInfo' ? networksOf(at(object, 'data')) : [] };
}

function fileOf(value: Json | undefined, role: string, path: Path): HostFile[] {
  if (!isObject(value)) return [];
  const file = asString(value['path']) ?? '';
  const mode = asNumber(value['permissions']);
  const user = owner(asString(at(value, 'ownership', 'username')), asNumber(at(value, 'ownership', 'uid')));
  const group = owner(asString(at(value, 'ownership', 'groupname')), asNumber(at(value, 'ownership', 'gid')));
  return [
    {
      role: role === 'pki-certificate' && file.endsWith('.key') ? 'pki-key' : role,
      file,
      path,
      ...(mode !== undefined && Number.isInteger(mode) && { mode }),
      ...(user !== undefined && { user }),
      ...(group !== undefined && { group }),
    },
  ];
}

function networksOf(data: Json | undefined): HostFacts['networks'] {
  const names = asList(at(data, 'CNINames')).length > 0 ? asStrings(at(data, 'CNINames')) : [];
  const single = asString(at(data, 'CNIName'));
  return [
    ...names.map((name, i) => ({ name, path: ['data', 'CNINames', i] })),
    ...(single ? [{ name: single, path: ['data', 'CNIName'] }] : []),
  ];
}

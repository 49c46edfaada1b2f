import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at, isObject } from '../../std/value.ts';
import { readFlags } from './command-line.ts';
import { settingsIn } from './config-files.ts';
import { CONFIG_KINDS, runningComponent } from './node-evidence.ts';
import type { Component, ComponentName, Flag } from './types.ts';
import { splitWords } from './words.ts';

/** Types of documents that other scanners write about nodes and that tell of components. */
export const FOREIGN_TYPES: readonly string[] = [
  'NodeInfo',
  'KubeletInfo.hostdata.kubescape.cloud',
  'ControlPlaneInfo.hostdata.kubescape.cloud',
  'KubeProxyInfo.hostdata.kubescape.cloud',
];

/** The components of a document of another scanner. */
export function foreignComponents(resource: Resource): Component[] {
  if (resource.type === 'NodeInfo') return nodeInfoKubelet(resource);
  return HOST_SCANNER.filter(({ kind }) => resource.kind === kind).flatMap(({ component, path }) =>
    hostScannerComponent(resource, component, path),
  );
}

/** Where Kubescape's host scanner writes what a process runs with: `cmdLine`, and `configFile` with its text. */
const HOST_SCANNER: readonly { readonly kind: string; readonly component: ComponentName; readonly path: Path }[] = [
  { kind: 'KubeletInfo', component: 'kubelet', path: ['data'] },
  { kind: 'KubeProxyInfo', component: 'kube-proxy', path: ['data'] },
  { kind: 'ControlPlaneInfo', component: 'kube-apiserver', path: ['data', 'APIServerInfo'] },
  { kind: 'ControlPlaneInfo', component: 'kube-controller-manager', path: ['data', 'controllerManagerInfo'] },
  { kind: 'ControlPlaneInfo', component: 'kube-scheduler', path: ['data', 'schedulerInfo'] },
];

function hostScannerComponent(resource: Resource, name: ComponentName, base: Path): Component[] {
  const path = [...base, 'cmdLine'];
  const command = asString(at(resource.object, ...path));
  const file = [...base, 'configFile', 'document'];
  const document = at(resource.object, ...file);
  const kind = CONFIG_KINDS[name] ?? '';
  if (command === undefined && document === undefined) return [];
  const words = splitWords(command ?? '').map(({ text }) => ({ text, path, whole: false }));
  const start = words[0]?.text.startsWith('-') ? words : words.slice(1);
  const settings = isObject(document) && kind ? [settingsIn(kind, document, file)] : [];
  return [runningComponent(resource, { name, line: readFlags(start), settings, path })];
}

/** What Trivy's node collector calls the flags of the kubelet; the values are those in effect. */
const NODE_INFO_FLAGS: Readonly<Record<string, string>> = {
  kubeletAnonymousAuthArgumentSet: 'anonymous-auth',
  kubeletAuthorizationModeArgumentSet: 'authorization-mode',
  kubeletClientCaFileArgumentSet: 'client-ca-file',
  kubeletReadOnlyPortArgumentSet: 'read-only-port',
  kubeletStreamingConnectionIdleTimeoutArgumentSet: 'streaming-connection-idle-timeout',
  kubeletProtectKernelDefaultsArgumentSet: 'protect-kernel-defaults',
  kubeletMakeIptablesUtilChainsArgumentSet: 'make-iptables-util-chains',
  kubeletHostnameOverrideArgumentSet: 'hostname-override',
  kubeletEventQpsArgumentSet: 'event-qps',
  kubeletTlsCertFileTlsArgumentSet: 'tls-cert-file',
  kubeletTlsPrivateKeyFileArgumentSet: 'tls-private-key-file',
  kubeletRotateCertificatesArgumentSet: 'rotate-certificates',
  kubeletRotateKubeletServerCertificateArgumentSet: 'feature-gates',
  kubeletOnlyUseStrongCryptographic: 'tls-cipher-suites',
};

function nodeInfoKubelet(resource: Resource): Component[] {
  const info = at(resource.object, 'info');
  const known = Object.entries(NODE_INFO_FLAGS).filter(([key]) => at(info, key) !== undefined);
  if (known.length === 0) return [];
  const settings = [known.flatMap(([key, name]) => nodeInfoFlag(resource, key, name))];
  const seen = new Set(known.map(([, name]) => name));
  const component = runningComponent(resource, { name: 'kubelet', line: [], settings, path: ['info'] });
  return [{ ...component, hidden: (flag) => !seen.has(flag) }];
}

function nodeInfoFlag({ object }: Resource, key: string, name: string): Flag[] {
  const values = asList(at(object, 'info', key, 'values')).filter((value) => typeof value !== 'object');
  if (values.length === 0) return [];
  const value = values.map(String).join(',');
  const gate = name === 'feature-gates' ? `RotateKubeletServerCertificate=${value}` : value;
  return [{ name, value: gate, bare: false, path: ['info', key], title: `--${name}` }];
}

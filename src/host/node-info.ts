import type { Json, JsonObject, Path } from '../model/json.ts';
import { asList, at } from '../std/value.ts';
import { modeIn, type HostFile } from './types.ts';

/** What Trivy's node collector calls the modes and owners of files: `info.<key>.values`. */
const ROLES: Readonly<Record<string, string>> = {
  kubeAPIServerSpecFile: 'apiserver-manifest',
  kubeControllerManagerSpecFile: 'controller-manager-manifest',
  kubeSchedulerSpecFile: 'scheduler-manifest',
  kubeEtcdSpecFile: 'etcd-manifest',
  containerNetworkInterfaceFile: 'cni-config',
  etcdDataDirectory: 'etcd-data',
  adminConfFile: 'admin-kubeconfig',
  schedulerConfFile: 'scheduler-kubeconfig',
  controllerManagerConfFile: 'controller-manager-kubeconfig',
  kubePKIDirectoryFile: 'pki-directory',
  kubernetesPKICertificateFile: 'pki-certificate',
  kubePKIKeyFile: 'pki-key',
  kubeletServiceFile: 'kubelet-service',
  kubeconfigFileExists: 'kube-proxy-kubeconfig',
  kubeletConfFile: 'kubelet-kubeconfig',
  certificateAuthoritiesFile: 'kubelet-ca',
  kubeletConfigYamlConfigurationFile: 'kubelet-config',
};

/** The files in a `NodeInfo` of Trivy: one for each value. */
export function nodeInfoFacts(object: JsonObject): HostFile[] {
  return Object.entries(ROLES).flatMap(([stem, role]) =>
    ['Permission', 'Permissions', 'Ownership'].flatMap((suffix) => {
      const path = ['info', `${stem}${suffix}`, 'values'];
      return asList(at(object, ...path)).flatMap((value, i) => fileOf(value, role, [...path, i]));
    }),
  );
}

/** The collector once wrote owners under the key of permissions too, so a value speaks by its form. */
function fileOf(value: Json, role: string, path: Path): HostFile[] {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const mode = modeIn(text);
  if (mode !== undefined) return [{ role, file: '', path, mode }];
  const [user, group, ...rest] = text.split(':');
  return user && group && rest.length === 0 ? [{ role, file: '', path, user, group }] : [];
}

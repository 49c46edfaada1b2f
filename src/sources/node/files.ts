import type { FileRole } from '../../host/evidence.ts';
import { PATHS, PKI_FOLDERS } from './paths.ts';
import { flagValue, type Survey } from './survey.ts';

const MAX_DEPTH = 8;

/** Files that command lines name. */
const NAMED: Readonly<Record<string, Readonly<Record<string, FileRole>>>> = {
  kubelet: {
    config: 'kubelet-config',
    kubeconfig: 'kubelet-kubeconfig',
    'bootstrap-kubeconfig': 'kubelet-kubeconfig',
    'client-ca-file': 'kubelet-ca',
    'tls-cert-file': 'pki-certificate',
    'tls-private-key-file': 'kubelet-key',
  },
  'kube-proxy': { kubeconfig: 'kube-proxy-kubeconfig' },
  'kube-apiserver': {
    'encryption-provider-config': 'encryption-config',
    'audit-policy-file': 'audit-policy',
    'client-ca-file': 'pki-certificate',
    'etcd-cafile': 'pki-certificate',
    'etcd-certfile': 'pki-certificate',
    'etcd-keyfile': 'pki-key',
    'kubelet-client-certificate': 'pki-certificate',
    'kubelet-client-key': 'pki-key',
    'proxy-client-cert-file': 'pki-certificate',
    'proxy-client-key-file': 'pki-key',
    'service-account-signing-key-file': 'pki-key',
    'tls-cert-file': 'pki-certificate',
    'tls-private-key-file': 'pki-key',
  },
  'kube-controller-manager': {
    kubeconfig: 'controller-manager-kubeconfig',
    'cluster-signing-cert-file': 'pki-certificate',
    'cluster-signing-key-file': 'pki-key',
    'root-ca-file': 'pki-certificate',
    'service-account-private-key-file': 'pki-key',
  },
  'kube-scheduler': { kubeconfig: 'scheduler-kubeconfig' },
  etcd: {
    'data-dir': 'etcd-data',
    'cert-file': 'pki-certificate',
    'key-file': 'pki-key',
    'peer-cert-file': 'pki-certificate',
    'peer-key-file': 'pki-key',
    'peer-trusted-ca-file': 'pki-certificate',
    'trusted-ca-file': 'pki-certificate',
  },
};

/** Looks at every file of the benchmark: where distributions have them, and where command lines say. */
export function surveyFiles(survey: Survey): void {
  const { files, root, distribution, unread } = survey;
  for (const { role, paths, only, except } of PATHS) {
    if (only?.includes(distribution) === false || except?.includes(distribution)) continue;
    for (const pattern of paths) {
      const found = root.expand(pattern, unread);
      // All files of a folder, but not the folders in it.
      for (const path of pattern.endsWith('/*') ? found.filter((entry) => !isFolder(survey, entry)) : found) {
        files.add(role, path);
      }
    }
  }
  for (const { name, args } of survey.processes) {
    for (const [flag, role] of Object.entries(NAMED[name] ?? {})) {
      const path = flagValue(args, flag);
      if (path?.startsWith('/')) files.add(role, path);
    }
  }
  for (const folder of PKI_FOLDERS.flatMap((pattern) => root.expand(pattern, unread))) surveyPki(survey, folder, 0);
}

function surveyPki(survey: Survey, path: string, depth: number): void {
  const { root, files, unread } = survey;
  const stat = unread.take(root.stat(path));
  if (!stat) return;
  if (!stat.isDirectory()) {
    files.add(pkiRole(path), path);
    return;
  }
  files.add('pki-directory', path);
  if (depth >= MAX_DEPTH) {
    unread.add({ what: path, code: 'limit', reason: `it is ${MAX_DEPTH} folders deep` });
    return;
  }
  const names = unread.take(root.list(path)) ?? [];
  // What is in force comes first, so that it is known by that name and not by the date of the file that it links to.
  for (const name of names.toSorted((a, b) => Number(b.includes('-current.')) - Number(a.includes('-current.')))) {
    surveyPki(survey, `${path}/${name}`, depth + 1);
  }
}

function isFolder({ root }: Survey, path: string): boolean {
  const seen = root.stat(path);
  return seen !== undefined && 'value' in seen && seen.value.isDirectory();
}

/** The kubelet keeps certificate and key in one `.pem`. */
function pkiRole(path: string): FileRole {
  const kubelet = path.startsWith('/var/lib/kubelet/');
  const key = /(\.key|-key\.pem)$/.test(path) || (kubelet && path.endsWith('.pem'));
  if (!key) return 'pki-certificate';
  return kubelet ? 'kubelet-key' : 'pki-key';
}

import type { EvidenceFile, EvidenceKubeconfig, FileRole } from '../../host/evidence.ts';
import type { Json } from '../../model/json.ts';
import { asList, asString, at } from '../../std/value.ts';
import { objectIn } from './configurations.ts';
import type { Survey } from './survey.ts';

const ROLES: readonly FileRole[] = [
  'admin-kubeconfig',
  'super-admin-kubeconfig',
  'scheduler-kubeconfig',
  'controller-manager-kubeconfig',
  'kube-proxy-kubeconfig',
  'kubelet-kubeconfig',
];

/** Credentials in the file itself, and the names that we give them. */
const EMBEDDED: Readonly<Record<string, string>> = {
  'client-key-data': 'client-key',
  token: 'token',
  password: 'password',
};
const FILES = ['client-certificate', 'client-key', 'tokenFile'];

export interface Kubeconfigs {
  readonly kubeconfigs: readonly EvidenceKubeconfig[];
  /** Certificates that stand in kubeconfigs, as PEM. */
  readonly certificates: readonly { readonly file: EvidenceFile; readonly pem: string }[];
}

/** What kubeconfigs say, without their credentials: only that there are some. */
export function readKubeconfigs({ files, root, unread }: Survey): Kubeconfigs {
  const kubeconfigs: EvidenceKubeconfig[] = [];
  const certificates: { file: EvidenceFile; pem: string }[] = [];
  for (const file of files.of(...ROLES)) {
    const text = unread.take(root.text(file.path));
    if (text === undefined) continue;
    const config = objectIn(text);
    if (!config) {
      unread.add({ what: file.path, code: 'syntax', reason: 'it holds no kubeconfig' });
      continue;
    }
    const clusters = asList(config['clusters']).map((entry) => at(entry, 'cluster'));
    const users = asList(config['users']);
    kubeconfigs.push({
      role: file.role,
      path: file.path,
      servers: clusters.flatMap((cluster) => asString(at(cluster, 'server')) ?? []),
      insecure: clusters.some((cluster) => at(cluster, 'insecure-skip-tls-verify') === true),
      users: users.map(userOf),
    });
    const data = [
      ...clusters.map((cluster) => at(cluster, 'certificate-authority-data')),
      ...users.map((entry) => at(entry, 'user', 'client-certificate-data')),
    ];
    for (const pem of data.flatMap(pemOf)) certificates.push({ file, pem });
  }
  return { kubeconfigs, certificates };
}

function userOf(entry: Json): EvidenceKubeconfig['users'][number] {
  const user = at(entry, 'user');
  const exec = asString(at(user, 'exec', 'command'));
  return {
    name: asString(at(entry, 'name')) ?? '',
    embedded: Object.entries(EMBEDDED).flatMap(([key, name]) => (asString(at(user, key)) ? [name] : [])),
    files: FILES.flatMap((key) => asString(at(user, key)) ?? []),
    ...(exec !== undefined && { exec }),
  };
}

function pemOf(data: Json | undefined): string[] {
  return typeof data === 'string' ? [Buffer.from(data, 'base64').toString('latin1')] : [];
}

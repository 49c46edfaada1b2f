import { hostPathsOf } from '../../kubernetes/pod-security/volumes.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cloud-credentials-mount',
  title: 'Cloud credentials of the node are mounted into a pod',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: "The files let whoever reads them act as the node's or its administrator's cloud identity, far beyond the cluster.",
  remedy:
    "Give the pod's service account a cloud identity of its own (IAM roles for service accounts, workload identity) and remove the mount.",
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['hostPath']],
  parameters: {
    directories: ['.aws', '.azure', '.config/gcloud', '.kube', '.oci'],
    files: [
      '/etc/kubernetes/azure.json',
      '/etc/kubernetes/cloud-config',
      '/gcloud/application_default_credentials.json',
    ],
  },
  covers: ['host-path-volume', 'host-path-sensitive', 'restricted-volume-types'],
  find: (resource, _scope, { directories, files }) =>
    perPod(resource, (workload) =>
      hostPathsOf(workload)
        .filter(({ directory }) => holdsCredentials(directory, directories, files))
        .map(({ volume, directory, path }) => ({
          path,
          message: `volume "${volume.name}" is ${directory} of the node, where cloud credentials are kept`,
        })),
    ),
});

/** A directory of any user's home that holds credentials, something in it, or one of the files. */
function holdsCredentials(path: string, directories: readonly string[], files: readonly string[]): boolean {
  return files.includes(path) || directories.some((name) => `${path}/`.includes(`/${name}/`));
}

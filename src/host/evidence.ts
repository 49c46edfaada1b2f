import type { JsonObject } from '../model/json.ts';

/** What a file of a node is for; checks know files by this, never by their path. */
export const FILE_ROLES = [
  'apiserver-manifest',
  'controller-manager-manifest',
  'scheduler-manifest',
  'etcd-manifest',
  'cni-config',
  'etcd-data',
  'admin-kubeconfig',
  'super-admin-kubeconfig',
  'scheduler-kubeconfig',
  'controller-manager-kubeconfig',
  'pki-directory',
  'pki-certificate',
  'pki-key',
  'encryption-config',
  'audit-policy',
  'kubelet-service',
  'kubelet-environment',
  'kube-proxy-kubeconfig',
  'kubelet-kubeconfig',
  'kubelet-ca',
  'kubelet-config',
  'kubelet-key',
  'azure-json',
  'cluster-token',
  'distribution-config',
  'runtime-socket',
] as const;
export type FileRole = (typeof FILE_ROLES)[number];

export const DISTRIBUTIONS = [
  'kubeadm',
  'k3s',
  'rke2',
  'eks',
  'gke',
  'aks',
  'openshift',
  'minikube',
  'kind',
  'microk8s',
  'unknown',
] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** Programs whose versions the evidence tells, for those who judge versions. */
export const VERSIONED = [
  'kubelet',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'etcd',
  'containerd',
  'crio',
  'runc',
  'docker',
  'k3s',
  'rke2',
] as const;

export interface EvidenceFile {
  readonly role: FileRole;
  readonly path: string;
  readonly type: 'file' | 'directory' | 'socket' | 'other';
  /** Octal, `0600`. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  readonly user?: string;
  readonly group?: string;
}

export interface EvidenceProcess {
  readonly name: string;
  /** The whole command line, the program first; values of secret flags are `<redacted>`. */
  readonly args: readonly string[];
  /** Of etcd, which takes flags from `ETCD_*` too: the names of those variables, never their values. */
  readonly environment?: readonly string[];
}

export interface EvidenceConfiguration {
  readonly component: string;
  /** `config`, `drop-in`, `configz`, or what the file is for: `encryption`, `audit-policy`, `admission` ... */
  readonly role: string;
  readonly path: string;
  readonly document: JsonObject;
}

export interface EvidenceKubeconfig {
  readonly role: FileRole;
  readonly path: string;
  readonly servers: readonly string[];
  readonly insecure: boolean;
  readonly users: readonly {
    readonly name: string;
    /** Credentials that stand in the file itself: `client-key`, `token`, `password`; never their values. */
    readonly embedded: readonly string[];
    /** Files that it names instead. */
    readonly files: readonly string[];
    /** The program that gets a credential. */
    readonly exec?: string;
  }[];
}

export interface EvidenceCertificate {
  readonly role: FileRole;
  readonly path: string;
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly ca: boolean;
  /** ISO 8601 in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly key: { readonly algorithm: string; readonly bits?: number; readonly curve?: string };
  /** `sha256WithRSAEncryption`; left out where it is not known. */
  readonly signature?: string;
}

/** Something that should be here and is not, and why. Becomes a gap when the evidence is scanned. */
export interface EvidenceUnread {
  readonly what: string;
  readonly code: 'forbidden' | 'unreadable' | 'limit' | 'syntax' | 'unsupported';
  readonly reason: string;
}

export interface HostEvidence {
  readonly kernel?: string;
  readonly os: { readonly id?: string; readonly version?: string; readonly name?: string };
  readonly sysctls: Readonly<Record<string, string>>;
  readonly swap: readonly { readonly name: string; readonly kibibytes: number }[];
  /** Left out where it could not be seen. */
  readonly appArmor?: boolean;
  readonly seLinux?: 'enforcing' | 'permissive' | 'disabled';
  readonly seccomp?: boolean;
}

/** What `castellan node collect` writes. Everything is sorted, so that the same node gives the same bytes. */
export interface NodeEvidence {
  readonly apiVersion: 'castellan.dev/v1';
  readonly kind: 'NodeEvidence';
  readonly metadata: { readonly name: string };
  /** When it was collected, ISO 8601. */
  readonly collected: string;
  readonly distribution: Distribution;
  readonly host: HostEvidence;
  readonly versions: Readonly<Record<string, string>>;
  readonly processes: readonly EvidenceProcess[];
  readonly configurations: readonly EvidenceConfiguration[];
  readonly kubeconfigs: readonly EvidenceKubeconfig[];
  readonly files: readonly EvidenceFile[];
  readonly certificates: readonly EvidenceCertificate[];
  /** Network plugins, by the names in CNI configuration and of their agents. */
  readonly networks: readonly { readonly name: string; readonly path?: string }[];
  readonly unread: readonly EvidenceUnread[];
}

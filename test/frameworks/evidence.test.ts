import { expect, it } from 'vitest';
import type { ComplianceReport } from '../../src/model/compliance.ts';
import type { ControlStatus } from '../../src/model/report.ts';
import { castellan, folder } from '../cli/run.ts';

/* What kinds of evidence decide, from the command line to the status: nodes, Terraform, component files, objects. */

const NODE = `apiVersion: castellan.dev/v1
kind: NodeEvidence
metadata: { name: cp-1 }
distribution: kubeadm
files:
  - { role: apiserver-manifest, path: /etc/kubernetes/manifests/kube-apiserver.yaml, type: file, mode: "0600", user: root, group: root }
  - { role: scheduler-manifest, path: /etc/kubernetes/manifests/kube-scheduler.yaml, type: file, mode: "0644", user: root, group: root }
  - { role: etcd-manifest, path: /etc/kubernetes/manifests/etcd.yaml, type: file, user: root, group: root }
`;

const KUBELET = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: { anonymous: { enabled: false }, x509: { clientCAFile: /etc/kubernetes/pki/ca.crt } }
authorization: { mode: AlwaysAllow }
`;

const TERRAFORM = `
variable "public" {}
resource "aws_eks_cluster" "this" {
  name = "this"
  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  vpc_config {
    subnet_ids              = ["subnet-1"]
    endpoint_private_access = true
    endpoint_public_access  = var.public
  }
}
resource "google_container_cluster" "other" {
  name               = "other"
  enable_legacy_abac = true
}
`;

async function statuses(files: Readonly<Record<string, string>>, framework: string, ids: readonly string[]) {
  const { stdout } = await castellan(['report', '--framework', framework, '-f', 'json'], { cwd: folder(files) });
  const { controls } = (JSON.parse(stdout) as ComplianceReport).frameworks[0]!;
  return Object.fromEntries(ids.map((id) => [id, controls.find((control) => control.id === id)?.status]));
}

it.each<
  [what: string, files: Readonly<Record<string, string>>, framework: string, Readonly<Record<string, ControlStatus>>]
>([
  [
    'evidence of a node',
    { 'node.yaml': NODE },
    'cis',
    { '1.1.1': 'pass', '1.1.5': 'fail', '1.1.7': 'unknown', '1.1.8': 'pass', '4.1.1': 'not-covered' },
  ],
  [
    'a configuration file of the kubelet',
    { 'kubelet.yaml': KUBELET },
    'cis',
    { '4.2.1': 'pass', '4.2.2': 'fail', '4.2.3': 'pass', '1.2.1': 'not-covered' },
  ],
  [
    'Terraform, with a value that only its run tells',
    { 'main.tf': TERRAFORM },
    'cis-eks',
    { '2.1.1': 'pass', '5.4.2': 'unknown', '5.3.1': 'fail', '4.1.2': 'not-covered' },
  ],
  ['Terraform of another cloud', { 'main.tf': TERRAFORM }, 'cis-gke', { '5.8.3': 'fail', '4.1.1': 'not-covered' }],
  [
    'Terraform of other clouds alone',
    { 'main.tf': TERRAFORM },
    'cis-aks',
    { '5.3.1': 'not-covered', '5.4.2': 'not-covered' },
  ],
])('%s decides', async (_, files, framework, wanted) => {
  expect(await statuses(files, framework, Object.keys(wanted))).toEqual(wanted);
});

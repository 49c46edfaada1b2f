import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { readTerraformText } from '../../src/sources/terraform/read.ts';

async function read(text: string): Promise<readonly Resource[]> {
  const { resources, gaps } = await readTerraformText('main.tf', text);
  expect(gaps).toEqual([]);
  return resources;
}

function yaml(text: string): readonly Resource[] {
  return readManifestText('m.yaml', text).resources;
}

function recorded(file: string): string {
  return readFileSync(join(import.meta.dirname, 'recorded', file), 'utf8');
}

/** The text of the line that a path leads to. */
function lineAt(text: string, resource: Resource | undefined, path: Path): string | undefined {
  return resource && text.split('\n')[resource.origin.locate(path).line - 1]?.trim();
}

const DEPLOYMENT = recorded('deployment.tf');
/** The same by hand. */
const SAME_DEPLOYMENT = recorded('deployment.yaml');

describe('kubernetes_* resources', () => {
  it('are the objects that the same YAML is', async () => {
    const [resource] = await read(DEPLOYMENT);

    const [same] = yaml(SAME_DEPLOYMENT);
    expect(resource).toMatchObject({ type: 'Deployment', namespace: 'shop', name: 'web' });
    expect(resource?.object).toEqual({
      ...same?.object,
      spec: { ...(same?.object['spec'] as object), template: expect.anything() },
    });
    expect(withTexts(resource?.object)).toEqual(withTexts(same?.object));
  });

  it('lead every path back to its line', async () => {
    const [resource] = await read(DEPLOYMENT);
    const pod = ['spec', 'template', 'spec'];

    const places = [
      [],
      ['metadata', 'namespace'],
      [...pod, 'hostPID'],
      [...pod, 'containers', 0, 'securityContext', 'privileged'],
      [...pod, 'containers', 0, 'resources', 'limits', 'memory'],
      [...pod, 'containers', 0, 'ports', 0, 'containerPort'],
      [...pod, 'containers', 0, 'ports', 0, 'hostPort'],
      [...pod, 'containers', 0, 'securityContext', 'capabilities', 'add', 0],
      [...pod, 'volumes', 0, 'hostPath', 'path'],
      [...pod, 'volumes', 1],
      [...pod, 'containers', 0, 'securityContext', 'runAsUser'],
      [...pod, 'tolerations', 0, 'operator'],
    ].map((path) => lineAt(DEPLOYMENT, resource, path));

    expect(places).toEqual([
      'resource "kubernetes_deployment_v1" "web" {',
      'namespace = "shop"',
      'host_pid                        = true',
      'privileged                 = true',
      'limits   = { memory = "64Mi" }',
      'container_port = 8080',
      'port {',
      'add  = ["NET_ADMIN"]',
      'host_path { path = "/" }',
      'volume {',
      'security_context {',
      'operator = "Exists"',
    ]);
    expect(resource?.origin.editable).toBe(false);
  });

  it('cover access, networks, storage and settings', async () => {
    const text = `
resource "kubernetes_cluster_role" "r" {
  metadata { name = "r" }
  rule {
    api_groups     = [""]
    resources      = ["secrets"]
    resource_names = ["a"]
    verbs          = ["get"]
  }
  rule {
    non_resource_urls = ["/metrics"]
    verbs             = ["get"]
  }
}
resource "kubernetes_cluster_role_binding_v1" "b" {
  metadata { name = "b" }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = kubernetes_cluster_role.r.metadata[0].name
  }
  subject {
    kind = "Group"
    name = "system:authenticated"
  }
}
resource "kubernetes_network_policy" "n" {
  metadata { name = "n" }
  spec {
    pod_selector {}
    policy_types = ["Ingress"]
    ingress {
      from {
        ip_block { cidr = "0.0.0.0/0" }
      }
      ports {
        port     = "80"
        protocol = "TCP"
      }
    }
  }
}
resource "kubernetes_secret" "s" {
  metadata { name = "s" }
  data        = { password = "p" }
  binary_data = { b = "aGk=" }
}
resource "kubernetes_persistent_volume" "v" {
  metadata { name = "v" }
  spec {
    capacity     = { storage = "1Gi" }
    access_modes = ["ReadWriteOnce"]
    persistent_volume_source {
      host_path { path = "/data" }
    }
  }
}
resource "kubernetes_storage_class" "c" {
  metadata { name = "c" }
  storage_provisioner = "ebs.csi.aws.com"
}
resource "kubernetes_cron_job_v1" "j" {
  metadata { name = "j" }
  spec {
    schedule = "* * * * *"
    job_template {
      metadata {}
      spec {
        template {
          metadata {}
          spec {
            container {
              name = "c"
            }
          }
        }
      }
    }
  }
}`;
    const resources = await read(text);

    const same = yaml(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: r }
rules:
  - { apiGroups: [""], resources: [secrets], resourceNames: [a], verbs: [get] }
  - { nonResourceURLs: [/metrics], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r }
subjects: [{ kind: Group, name: "system:authenticated" }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: "n" }
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 80, protocol: TCP }] }]
---
apiVersion: v1
kind: Secret
metadata: { name: s }
stringData: { password: p }
data: { b: aGk= }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: v }
spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: c }
provisioner: ebs.csi.aws.com
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: j }
spec:
  schedule: "* * * * *"
  jobTemplate: { metadata: {}, spec: { template: { metadata: {}, spec: { containers: [{ name: c }] } } } }
`);
    expect(resources.map(({ object }) => object)).toEqual(same.map(({ object }) => object));
    expect(lineAt(text, resources[3], ['stringData', 'password'])).toBe('data        = { password = "p" }');
    expect(lineAt(text, resources[4], ['spec', 'hostPath', 'path'])).toBe('host_path { path = "/data" }');
  });

  it('say what is not known, and keep their address where that is the name', async () => {
    const [resource] = await read(
      'resource "kubernetes_pod" "p" {\n  metadata { name = var.name }\n  spec {\n    container {\n      name  = "c"\n      image = "x:${var.tag}"\n    }\n  }\n}\n',
    );

    expect(resource?.name).toBe('kubernetes_pod.p');
    expect(resource?.origin.unknowns).toEqual([
      { path: ['metadata', 'name'], source: 'var.name' },
      { path: ['spec', 'containers', 0, 'image'], source: '"…${var.tag}"' },
    ]);
  });
});

describe('objects in attributes', () => {
  it('are read from kubernetes_manifest, with places inside', async () => {
    const text = `resource "kubernetes_manifest" "m" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "m" }
    spec = {
      containers = [
        {
          name = "c"
          securityContext = {
            privileged = true
          }
        }
      ]
    }
  }
}
`;
    const [resource] = await read(text);

    expect(resource).toMatchObject({ type: 'Pod', name: 'm' });
    expect(lineAt(text, resource, ['spec', 'containers', 0, 'securityContext', 'privileged'])).toBe(
      'privileged = true',
    );
    expect(lineAt(text, resource, ['spec', 'hostPID'])).toBe('spec = {');
  });

  it('are read from kubectl_manifest, document by document', async () => {
    const resources = await read(
      'resource "kubectl_manifest" "m" {\n  yaml_body = <<-YAML\n    apiVersion: v1\n    kind: Pod\n    metadata:\n      name: ${"a"}\n    spec:\n      hostPID: true\n  YAML\n}\n',
    );

    expect(resources.map(({ type, name }) => [type, name])).toEqual([['Pod', 'a']]);
    expect(resources[0]?.origin.locate(['spec', 'hostPID']).line).toBe(8);
  });

  it('stay resources of Terraform where they are not known', async () => {
    const resources = await read('resource "kubernetes_manifest" "m" {\n  manifest = var.x\n}\n');

    expect(resources[0]?.type).toBe('kubernetes_manifest');
  });
});

/** Amounts may be numbers or texts. */
function withTexts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null), (_, inner: unknown) =>
    typeof inner === 'number' ? String(inner) : inner,
  );
}

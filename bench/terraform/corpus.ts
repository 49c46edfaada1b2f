import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const demo = resolve(import.meta.dirname, '../../examples/streaming-platform/terraform');

/** Writes estates, each the demo's cluster with its modules and some hundred lines of roles, networks and workloads. */
export function writeEstates(folder: string, estates: number): { resources: number; bytes: number } {
  let bytes = 0;
  for (let n = 0; n < estates; n++) {
    const into = join(folder, `estate-${n}`);
    mkdirSync(into, { recursive: true });
    cpSync(demo, into, { recursive: true });
    const text = services(n);
    writeFileSync(join(into, 'services.tf'), text);
    bytes += text.length;
  }
  return { resources: estates * (SERVICES * 4 + 30), bytes };
}

const SERVICES = 20;

function services(estate: number): string {
  return Array.from({ length: SERVICES }, (_, i) => service(`s${estate}-${i}`)).join('\n');
}

function service(name: string): string {
  return `resource "aws_iam_role" "${name}" {
  name               = "\${local.name}-${name}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "pods.eks.amazonaws.com" } }]
  })
  tags = merge(local.tags, { service = "${name}" })
}

resource "aws_iam_role_policy_attachment" "${name}" {
  role       = aws_iam_role.${name}.name
  policy_arn = aws_iam_policy.library.arn
}

resource "aws_security_group" "${name}" {
  name = "${name}"
  dynamic "ingress" {
    for_each = [80, 443, 8080]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [cidrsubnet("10.0.0.0/16", 8, ingress.key)]
    }
  }
}

resource "kubernetes_deployment_v1" "${name}" {
  metadata {
    name      = "${name}"
    namespace = "default"
    labels    = { app = "${name}" }
  }
  spec {
    replicas = 2
    selector {
      match_labels = { app = "${name}" }
    }
    template {
      metadata {
        labels = { app = "${name}" }
      }
      spec {
        container {
          name  = "main"
          image = "registry.example.com/\${local.name}/${name}:1.0"
          port {
            container_port = 8080
          }
          security_context {
            privileged = ${name.length % 2 === 0}
          }
        }
      }
    }
  }
}
`;
}

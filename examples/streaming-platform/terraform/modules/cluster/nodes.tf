locals {
  with_ssh = { for name, group in var.node_groups : name => group if length(group.ssh_from) > 0 }
}

resource "aws_launch_template" "nodes" {
  for_each = var.node_groups

  name          = "${var.name}-${each.key}"
  instance_type = each.value.instance_type

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = each.value.imds_v1 ? "optional" : "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted   = true
      volume_size = 100
    }
  }
}

resource "aws_eks_node_group" "this" {
  for_each = var.node_groups

  cluster_name    = aws_eks_cluster.this.name
  node_group_name = each.key
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = var.subnet_ids
  version         = aws_eks_cluster.this.version

  launch_template {
    id      = aws_launch_template.nodes[each.key].id
    version = aws_launch_template.nodes[each.key].latest_version
  }

  scaling_config {
    min_size     = each.value.size
    max_size     = each.value.size * 2
    desired_size = each.value.size
  }
}

resource "aws_security_group_rule" "ssh" {
  for_each = local.with_ssh

  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = each.value.ssh_from
  security_group_id = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

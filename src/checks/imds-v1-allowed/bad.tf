resource "aws_launch_template" "by_default" { # expect: imds-v1-allowed
  name = "by-default"
}

resource "aws_launch_template" "optional" {
  name = "optional"
  metadata_options {
    http_tokens = "optional" # expect: imds-v1-allowed
  }
}

module "eks" {
  source = "terraform-aws-modules/eks/aws"
  eks_managed_node_groups = {
    web = {
      metadata_options = {
        http_tokens = "optional" # expect: imds-v1-allowed
      }
    }
    jobs = {
      metadata_options = {
        http_tokens = "required"
      }
    }
  }
}

resource "aws_eks_node_group" "a" {
  cluster_name = "shop"
  launch_template {
    id      = aws_launch_template.by_default.id
    version = "1"
  }
}

resource "aws_eks_node_group" "b" {
  cluster_name = "shop"
  launch_template {
    name    = aws_launch_template.optional.name
    version = "1"
  }
}

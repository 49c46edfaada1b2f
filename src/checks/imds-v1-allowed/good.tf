resource "aws_launch_template" "required" {
  name = "required"
  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_launch_template" "bastion" {
  name = "bastion"
}

resource "aws_eks_node_group" "a" {
  cluster_name = "shop"
  launch_template {
    id      = aws_launch_template.required.id
    version = "1"
  }
}

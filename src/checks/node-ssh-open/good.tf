resource "aws_security_group" "bastion" {}

resource "aws_eks_node_group" "bastion" {
  cluster_name = "shop"
  remote_access {
    ec2_ssh_key               = "ops"
    source_security_group_ids = [aws_security_group.bastion.id]
  }
}

resource "aws_eks_node_group" "none" {
  cluster_name = "shop"
}

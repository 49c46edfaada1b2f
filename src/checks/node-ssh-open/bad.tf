resource "aws_eks_node_group" "open" {
  cluster_name = "shop"
  remote_access {
    ec2_ssh_key = "ops" # expect: node-ssh-open
  }
}

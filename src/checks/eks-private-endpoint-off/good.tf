resource "aws_eks_cluster" "on" {
  name = "on"
  vpc_config {
    subnet_ids              = ["subnet-1"]
    endpoint_private_access = true
  }
}

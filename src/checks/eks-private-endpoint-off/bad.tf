resource "aws_eks_cluster" "by_default" {
  name = "by-default"
  vpc_config { # expect: eks-private-endpoint-off
    subnet_ids = ["subnet-1"]
  }
}

resource "aws_eks_cluster" "off" {
  name = "off"
  vpc_config {
    subnet_ids              = ["subnet-1"]
    endpoint_private_access = false # expect: eks-private-endpoint-off
  }
}

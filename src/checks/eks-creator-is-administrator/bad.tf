resource "aws_eks_cluster" "by_default" { # expect: eks-creator-is-administrator
  name = "by-default"
}

resource "aws_eks_cluster" "on" {
  name = "on"
  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = true # expect: eks-creator-is-administrator
  }
}

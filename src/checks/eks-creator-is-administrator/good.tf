resource "aws_eks_cluster" "off" {
  name = "off"
  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }
}

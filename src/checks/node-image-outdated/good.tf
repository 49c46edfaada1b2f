resource "aws_eks_node_group" "bottlerocket" {
  cluster_name = "shop"
  ami_type     = "BOTTLEROCKET_x86_64"
}

resource "aws_eks_node_group" "by_default" {
  cluster_name = "shop"
}

resource "azurerm_kubernetes_cluster_node_pool" "ubuntu" {
  name   = "web"
  os_sku = "Ubuntu"
}

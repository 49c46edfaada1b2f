resource "aws_eks_node_group" "al2" {
  cluster_name = "shop"
  ami_type     = "AL2_x86_64" # expect: node-image-outdated
}

resource "azurerm_kubernetes_cluster_node_pool" "mariner" {
  name   = "web"
  os_sku = "CBLMariner" # expect: node-image-outdated
}

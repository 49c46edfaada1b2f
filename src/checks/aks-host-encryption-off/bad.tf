resource "azurerm_kubernetes_cluster" "without" {
  name = "without"
  default_node_pool { # expect: aks-host-encryption-off
    name = "system"
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "older_provider" {
  name                   = "web"
  enable_host_encryption = false # expect: aks-host-encryption-off
}

resource "azurerm_kubernetes_cluster" "encrypted" {
  name = "encrypted"
  default_node_pool {
    name                    = "system"
    host_encryption_enabled = true
  }
}

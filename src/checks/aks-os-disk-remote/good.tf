resource "azurerm_kubernetes_cluster_node_pool" "ephemeral" {
  name         = "web"
  os_disk_type = "Ephemeral"
}

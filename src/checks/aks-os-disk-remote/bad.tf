resource "azurerm_kubernetes_cluster_node_pool" "by_default" { # expect: aks-os-disk-remote
  name = "web"
}

resource "azurerm_kubernetes_cluster_node_pool" "managed" {
  name         = "jobs"
  os_disk_type = "Managed" # expect: aks-os-disk-remote
}

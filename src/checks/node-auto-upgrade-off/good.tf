resource "google_container_node_pool" "by_default" {
  cluster = "shop"
}

resource "azurerm_kubernetes_cluster" "stable" {
  name                      = "stable"
  automatic_upgrade_channel = "stable"
}

resource "azurerm_kubernetes_cluster" "older_provider" {
  name                      = "older-provider"
  automatic_channel_upgrade = "patch"
  node_os_channel_upgrade   = "SecurityPatch"
}

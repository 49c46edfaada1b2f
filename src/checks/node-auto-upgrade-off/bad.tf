resource "google_container_node_pool" "off" {
  cluster = "shop"
  management {
    auto_repair  = true
    auto_upgrade = false # expect: node-auto-upgrade-off
  }
}

resource "azurerm_kubernetes_cluster" "by_default" { # expect: node-auto-upgrade-off
  name = "by-default"
}

resource "azurerm_kubernetes_cluster" "nodes" {
  name                      = "nodes"
  automatic_upgrade_channel = "patch"
  node_os_upgrade_channel   = "None" # expect: node-auto-upgrade-off
}

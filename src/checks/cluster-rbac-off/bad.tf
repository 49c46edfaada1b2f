resource "azurerm_kubernetes_cluster" "off" {
  name                              = "off"
  role_based_access_control_enabled = false # expect: cluster-rbac-off
}

resource "azurerm_kubernetes_cluster" "older_provider" {
  name = "older-provider"
  role_based_access_control {
    enabled = false # expect: cluster-rbac-off
  }
}

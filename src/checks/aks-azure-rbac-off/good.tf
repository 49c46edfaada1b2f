resource "azurerm_kubernetes_cluster" "on" {
  name = "on"
  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
  }
}

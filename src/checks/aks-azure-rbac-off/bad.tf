resource "azurerm_kubernetes_cluster" "without" { # expect: aks-azure-rbac-off
  name = "without"
}

resource "azurerm_kubernetes_cluster" "off" {
  name = "off"
  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = false # expect: aks-azure-rbac-off
  }
}

resource "azurerm_kubernetes_cluster" "entra" {
  name = "entra"
  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = false
  }
}

resource "azurerm_kubernetes_cluster" "older_provider" {
  name = "older-provider"
  role_based_access_control {
    enabled = true
    azure_active_directory {
      managed = true
    }
  }
}

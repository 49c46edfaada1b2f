resource "azurerm_kubernetes_cluster" "identity" {
  name = "identity"
  identity {
    type = "SystemAssigned"
  }
}

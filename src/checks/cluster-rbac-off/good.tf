resource "azurerm_kubernetes_cluster" "by_default" {
  name = "by-default"
}

resource "azurerm_container_registry" "by_default" {
  name = "shop"
}

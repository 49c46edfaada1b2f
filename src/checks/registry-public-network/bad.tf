resource "azurerm_container_registry" "by_default" { # expect: registry-public-network
  name = "shop"
}

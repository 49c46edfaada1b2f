resource "azurerm_container_registry" "admin" {
  name          = "shop"
  admin_enabled = true # expect: registry-admin-user
}

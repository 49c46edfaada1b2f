resource "azurerm_container_registry" "private" {
  name                          = "shop"
  public_network_access_enabled = false
}

resource "azurerm_container_registry" "rules" {
  name = "rules"
  network_rule_set {
    default_action = "Deny"
  }
}

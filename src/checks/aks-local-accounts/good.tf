resource "azurerm_kubernetes_cluster" "disabled" {
  name                   = "disabled"
  local_account_disabled = true
}

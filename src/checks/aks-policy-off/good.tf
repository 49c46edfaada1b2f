resource "azurerm_kubernetes_cluster" "policy" {
  name                 = "policy"
  azure_policy_enabled = true
}

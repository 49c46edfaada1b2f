resource "azurerm_kubernetes_cluster" "by_default" { # expect: aks-policy-off
  name = "by-default"
}

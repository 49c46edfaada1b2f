resource "azurerm_kubernetes_cluster" "by_default" { # expect: aks-run-command-on
  name = "by-default"
}

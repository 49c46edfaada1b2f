resource "azurerm_kubernetes_cluster" "without" { # expect: aks-monitoring-off
  name = "without"
}

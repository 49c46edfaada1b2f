resource "azurerm_kubernetes_cluster" "without" { # expect: aks-defender-off
  name = "without"
}

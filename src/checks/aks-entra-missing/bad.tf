resource "azurerm_kubernetes_cluster" "without" { # expect: aks-entra-missing
  name = "without"
}

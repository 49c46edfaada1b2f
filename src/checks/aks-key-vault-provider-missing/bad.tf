resource "azurerm_kubernetes_cluster" "without" { # expect: aks-key-vault-provider-missing
  name = "without"
}

resource "azurerm_kubernetes_cluster" "by_default" { # expect: aks-local-accounts
  name = "by-default"
}

resource "azurerm_kubernetes_cluster" "kept" {
  name                   = "kept"
  local_account_disabled = false # expect: aks-local-accounts
}

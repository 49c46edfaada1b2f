variable "secret" {}

resource "azurerm_kubernetes_cluster" "principal" {
  name = "principal"
  service_principal {
    client_id     = "11111111-2222-3333-4444-555555555555" # expect: aks-service-principal
    client_secret = var.secret
  }
}

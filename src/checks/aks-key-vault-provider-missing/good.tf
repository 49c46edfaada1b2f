resource "azurerm_kubernetes_cluster" "vault" {
  name = "vault"
  key_vault_secrets_provider {
    secret_rotation_enabled = true
  }
}

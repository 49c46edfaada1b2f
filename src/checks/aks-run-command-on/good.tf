resource "azurerm_kubernetes_cluster" "off" {
  name                = "off"
  run_command_enabled = false
}

resource "azurerm_log_analytics_workspace" "shop" {}

resource "azurerm_kubernetes_cluster" "watched" {
  name = "watched"
  microsoft_defender {
    log_analytics_workspace_id = azurerm_log_analytics_workspace.shop.id
  }
}

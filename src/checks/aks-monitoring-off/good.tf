resource "azurerm_kubernetes_cluster" "insights" {
  name = "insights"
  oms_agent {
    log_analytics_workspace_id = "/subscriptions/1/workspaces/shop"
  }
}

resource "azurerm_kubernetes_cluster" "prometheus" {
  name = "prometheus"
  monitor_metrics {}
}

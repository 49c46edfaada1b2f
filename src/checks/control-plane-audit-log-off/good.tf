variable "log_types" {}

resource "aws_eks_cluster" "audited" {
  name                      = "audited"
  enabled_cluster_log_types = ["audit"]
}

resource "aws_eks_cluster" "unknown" {
  name                      = "unknown"
  enabled_cluster_log_types = var.log_types
}

resource "azurerm_kubernetes_cluster" "audited" {
  name = "audited"
}

resource "azurerm_monitor_diagnostic_setting" "audited" {
  name               = "audited"
  target_resource_id = azurerm_kubernetes_cluster.audited.id
  enabled_log {
    category = "kube-audit-admin"
  }
  enabled_log {
    category = "guard"
  }
}

resource "azurerm_kubernetes_cluster" "group" {
  name = "group"
}

resource "azurerm_monitor_diagnostic_setting" "group" {
  name               = "group"
  target_resource_id = azurerm_kubernetes_cluster.group.id
  enabled_log {
    category_group = "allLogs"
  }
}

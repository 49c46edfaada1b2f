resource "aws_eks_cluster" "silent" { # expect: control-plane-audit-log-off
  name = "silent"
}

resource "aws_eks_cluster" "half" {
  name                      = "half"
  enabled_cluster_log_types = ["api", "scheduler"] # expect: control-plane-audit-log-off
}

resource "azurerm_kubernetes_cluster" "silent" { # expect: control-plane-audit-log-off
  name = "silent"
}

resource "azurerm_kubernetes_cluster" "half" { # expect: control-plane-audit-log-off
  name = "half"
}

resource "azurerm_monitor_diagnostic_setting" "half" {
  name               = "half"
  target_resource_id = azurerm_kubernetes_cluster.half.id
  enabled_log {
    category = "kube-scheduler"
  }
}

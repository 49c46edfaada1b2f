resource "google_container_cluster" "dashboard" {
  name = "dashboard"
  addons_config {
    kubernetes_dashboard {
      disabled = false # expect: cluster-dashboard-on
    }
  }
}

resource "azurerm_kubernetes_cluster" "dashboard" {
  name = "dashboard"
  addon_profile {
    kube_dashboard {
      enabled = true # expect: cluster-dashboard-on
    }
  }
}

resource "google_container_cluster" "by_default" {
  name = "by-default"
}

resource "google_container_cluster" "disabled" {
  name = "disabled"
  addons_config {
    kubernetes_dashboard {
      disabled = true
    }
  }
}

resource "azurerm_kubernetes_cluster" "by_default" {
  name = "by-default"
}

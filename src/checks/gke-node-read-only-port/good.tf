resource "google_container_node_pool" "closed" {
  cluster = "shop"
  node_config {
    kubelet_config {
      insecure_kubelet_readonly_port_enabled = "FALSE"
    }
  }
}

resource "google_container_node_pool" "by_default" {
  cluster = "shop"
}

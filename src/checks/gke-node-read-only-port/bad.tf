resource "google_container_node_pool" "open" {
  cluster = "shop"
  node_config {
    kubelet_config {
      insecure_kubelet_readonly_port_enabled = "TRUE" # expect: gke-node-read-only-port
    }
  }
}

resource "google_container_node_pool" "sandboxed" {
  cluster = "shop"
  node_config {
    sandbox_config {
      sandbox_type = "gvisor"
    }
  }
}

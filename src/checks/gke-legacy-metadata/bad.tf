resource "google_container_node_pool" "legacy" {
  cluster = "shop"
  node_config {
    metadata = {
      disable-legacy-endpoints = "false" # expect: gke-legacy-metadata
    }
  }
}

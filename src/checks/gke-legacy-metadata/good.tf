resource "google_container_node_pool" "by_default" {
  cluster = "shop"
}

resource "google_container_node_pool" "off" {
  cluster = "shop"
  node_config {
    metadata = {
      disable-legacy-endpoints = "true"
    }
  }
}

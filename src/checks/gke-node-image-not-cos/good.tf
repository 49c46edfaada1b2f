resource "google_container_node_pool" "by_default" {
  cluster = "shop"
}

resource "google_container_node_pool" "cos" {
  cluster = "shop"
  node_config {
    image_type = "cos_containerd"
  }
}

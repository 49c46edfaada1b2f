resource "google_container_node_pool" "by_default" {
  cluster = "shop"
}

resource "google_container_node_pool" "off" {
  cluster = "shop"
  management {
    auto_repair = false # expect: node-auto-repair-off
  }
}

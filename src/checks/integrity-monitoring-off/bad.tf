resource "google_container_node_pool" "off" {
  cluster = "shop"
  node_config {
    shielded_instance_config {
      enable_integrity_monitoring = false # expect: integrity-monitoring-off
    }
  }
}

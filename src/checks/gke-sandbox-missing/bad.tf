resource "google_container_node_pool" "plain" {
  cluster = "shop"
  node_config { # expect: gke-sandbox-missing
    machine_type = "e2-standard-4"
  }
}

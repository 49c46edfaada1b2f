resource "google_container_node_pool" "by_default" {
  cluster = "shop"
  node_config { # expect: node-service-account-default
    machine_type = "e2-standard-4"
  }
}

resource "google_container_node_pool" "named" {
  cluster = "shop"
  node_config {
    service_account = "111122223333-compute@developer.gserviceaccount.com" # expect: node-service-account-default
  }
}

resource "google_container_node_pool" "own_account" {
  cluster = "shop"
  node_config {
    service_account = "nodes@shop.iam.gserviceaccount.com"
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
  }
}

resource "google_container_node_pool" "narrow" {
  cluster = "shop"
  node_config {
    oauth_scopes = ["https://www.googleapis.com/auth/logging.write"]
  }
}

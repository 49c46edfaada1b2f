resource "google_container_node_pool" "wide" {
  cluster = "shop"
  node_config {
    oauth_scopes = ["https://www.googleapis.com/auth/cloud-platform"] # expect: node-scopes-too-wide
  }
}

resource "google_container_node_pool" "short" {
  cluster = "shop"
  node_config {
    service_account = "default"
    oauth_scopes    = ["logging-write", "storage-full"] # expect: node-scopes-too-wide
  }
}

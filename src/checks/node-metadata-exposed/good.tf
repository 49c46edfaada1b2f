resource "google_container_cluster" "identity" {
  name                     = "identity"
  remove_default_node_pool = true
  initial_node_count       = 1
  workload_identity_config {
    workload_pool = "shop.svc.id.goog"
  }
}

resource "google_container_node_pool" "by_default" {
  cluster = google_container_cluster.identity.id
}

resource "google_container_node_pool" "hidden" {
  cluster = "elsewhere"
  node_config {
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}

resource "google_container_node_pool" "cluster_unknown" {
  cluster = "elsewhere"
}

resource "google_container_cluster" "shop" {
  name                     = "shop"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "by_default" {
  cluster = google_container_cluster.shop.name
  node_config { # expect: node-metadata-exposed
    machine_type = "e2-standard-4"
  }
}

resource "google_container_node_pool" "exposed" {
  cluster = "elsewhere"
  node_config {
    workload_metadata_config {
      mode = "GCE_METADATA" # expect: node-metadata-exposed
    }
  }
}

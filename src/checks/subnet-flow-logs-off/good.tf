resource "google_compute_subnetwork" "nodes" {
  name          = "nodes"
  ip_cidr_range = "10.0.0.0/20"
  log_config {
    flow_sampling = 0.5
  }
}

resource "google_container_cluster" "shop" {
  name       = "shop"
  subnetwork = google_compute_subnetwork.nodes.id
}

resource "google_compute_subnetwork" "elsewhere" {
  name          = "elsewhere"
  ip_cidr_range = "10.1.0.0/20"
}

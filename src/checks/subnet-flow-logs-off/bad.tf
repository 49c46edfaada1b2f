resource "google_compute_subnetwork" "nodes" { # expect: subnet-flow-logs-off
  name          = "nodes"
  ip_cidr_range = "10.0.0.0/20"
}

resource "google_container_cluster" "shop" {
  name       = "shop"
  subnetwork = google_compute_subnetwork.nodes.id
}

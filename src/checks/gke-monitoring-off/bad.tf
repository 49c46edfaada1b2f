resource "google_container_cluster" "none" {
  name               = "none"
  monitoring_service = "none" # expect: gke-monitoring-off
}

resource "google_container_cluster" "empty" {
  name = "empty"
  monitoring_config {
    enable_components = [] # expect: gke-monitoring-off
  }
}

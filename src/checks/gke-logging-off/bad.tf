resource "google_container_cluster" "none" {
  name            = "none"
  logging_service = "none" # expect: gke-logging-off
}

resource "google_container_cluster" "empty" {
  name = "empty"
  logging_config {
    enable_components = [] # expect: gke-logging-off
  }
}

resource "google_container_cluster" "by_default" {
  name = "by-default"
}

resource "google_container_cluster" "all" {
  name            = "all"
  logging_service = "logging.googleapis.com/kubernetes"
  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS"]
  }
}

resource "google_container_cluster" "by_default" { # expect: gke-intranode-visibility-off
  name = "by-default"
}

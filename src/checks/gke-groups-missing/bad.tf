resource "google_container_cluster" "without" { # expect: gke-groups-missing
  name = "without"
}

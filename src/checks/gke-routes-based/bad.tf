resource "google_container_cluster" "routes" {
  name            = "routes"
  networking_mode = "ROUTES" # expect: gke-routes-based
}

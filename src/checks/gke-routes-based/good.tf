resource "google_container_cluster" "by_default" {
  name = "by-default"
}

resource "google_container_cluster" "native" {
  name            = "native"
  networking_mode = "VPC_NATIVE"
  ip_allocation_policy {}
}

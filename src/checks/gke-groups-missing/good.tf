resource "google_container_cluster" "groups" {
  name = "groups"
  authenticator_groups_config {
    security_group = "gke-security-groups@example.com"
  }
}

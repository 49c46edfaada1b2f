resource "google_container_cluster" "on" {
  name = "on"
  confidential_nodes {
    enabled = true
  }
}

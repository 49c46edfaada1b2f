resource "google_container_cluster" "by_default" {
  name = "by-default"
}

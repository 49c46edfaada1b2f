resource "google_container_cluster" "off" {
  name                  = "off"
  enable_shielded_nodes = false # expect: gke-shielded-nodes-off
}

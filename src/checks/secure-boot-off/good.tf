resource "google_container_node_pool" "on" {
  cluster = "shop"
  node_config {
    shielded_instance_config {
      enable_secure_boot = true
    }
  }
}

resource "google_container_cluster" "removed" {
  name                     = "removed"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_cluster" "autopilot" {
  name             = "autopilot"
  enable_autopilot = true
}

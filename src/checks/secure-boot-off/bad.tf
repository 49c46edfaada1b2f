resource "google_container_node_pool" "by_default" {
  cluster = "shop"
  node_config { # expect: secure-boot-off
    machine_type = "e2-standard-4"
  }
}

resource "google_container_cluster" "default_pool" {
  name               = "default-pool"
  initial_node_count = 3
  node_config {
    shielded_instance_config {
      enable_secure_boot = false # expect: secure-boot-off
    }
  }
}

resource "google_container_cluster" "inline" {
  name = "inline"
  node_pool { # expect: secure-boot-off
    name = "web"
  }
}

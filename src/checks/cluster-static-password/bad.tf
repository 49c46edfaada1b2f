variable "password" {}

resource "google_container_cluster" "password" {
  name = "password"
  master_auth {
    username = "admin" # expect: cluster-static-password
    password = var.password
  }
}

resource "google_container_cluster" "by_default" {
  name = "by-default"
}

resource "google_container_cluster" "basic" {
  name = "basic"
  security_posture_config {
    mode = "BASIC"
  }
}

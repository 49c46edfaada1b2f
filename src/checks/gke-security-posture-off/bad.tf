resource "google_container_cluster" "disabled" {
  name = "disabled"
  security_posture_config {
    mode = "DISABLED" # expect: gke-security-posture-off
  }
}

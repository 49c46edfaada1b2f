resource "google_container_cluster" "none" {
  name = "none"
  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }
}

resource "google_container_cluster" "certificate" {
  name = "certificate"
  master_auth {
    client_certificate_config {
      issue_client_certificate = true # expect: cluster-client-certificate-issued
    }
  }
}

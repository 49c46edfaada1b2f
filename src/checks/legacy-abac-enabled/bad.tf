resource "google_container_cluster" "abac" {
  name               = "abac"
  enable_legacy_abac = true # expect: legacy-abac-enabled
}

variable "abac" {}

resource "google_container_cluster" "by_default" {
  name = "by-default"
}

resource "google_container_cluster" "rbac" {
  name               = "rbac"
  enable_legacy_abac = "false"
}

resource "google_container_cluster" "unknown" {
  name               = "unknown"
  enable_legacy_abac = var.abac
}

resource "aws_ecr_repository" "by_default" { # expect: registry-image-scanning-off
  name = "shop/by-default"
}

resource "aws_ecr_repository" "off" {
  name = "shop/off"
  image_scanning_configuration {
    scan_on_push = false # expect: registry-image-scanning-off
  }
}

resource "aws_ecr_registry_scanning_configuration" "others" {
  scan_type = "BASIC"
  rule {
    scan_frequency = "SCAN_ON_PUSH"
    repository_filter {
      filter      = "prod-*"
      filter_type = "WILDCARD"
    }
  }
}

resource "google_artifact_registry_repository" "off" {
  repository_id = "off"
  format        = "DOCKER"
  vulnerability_scanning_config {
    enablement_config = "DISABLED" # expect: registry-image-scanning-off
  }
}

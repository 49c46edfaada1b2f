resource "aws_ecr_repository" "on" {
  name = "shop/on"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "by_the_registry" {
  name = "prod-web"
}

resource "aws_ecr_registry_scanning_configuration" "prod" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "prod-*"
      filter_type = "WILDCARD"
    }
  }
}

resource "google_artifact_registry_repository" "by_default" {
  repository_id = "by-default"
  format        = "DOCKER"
}

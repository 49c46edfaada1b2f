resource "aws_ecr_repository" "by_default" { # expect: registry-tags-mutable
  name = "shop/by-default"
}

resource "google_artifact_registry_repository" "docker" { # expect: registry-tags-mutable
  repository_id = "docker"
  format        = "DOCKER"
}

resource "aws_ecr_repository" "immutable" {
  name                 = "shop/immutable"
  image_tag_mutability = "IMMUTABLE"
}

resource "google_artifact_registry_repository" "docker" {
  repository_id = "docker"
  format        = "DOCKER"
  docker_config {
    immutable_tags = true
  }
}

resource "google_artifact_registry_repository" "npm" {
  repository_id = "npm"
  format        = "NPM"
}

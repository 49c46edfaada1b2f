resource "aws_ecr_repository_policy" "open" {
  repository = "shop/web"
  policy = jsonencode({ # expect: registry-open-to-everyone
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["ecr:BatchGetImage", "ecr:PutImage"]
    }]
  })
}

resource "google_artifact_registry_repository_iam_member" "open" {
  repository = "web"
  role       = "roles/artifactregistry.reader"
  member     = "allUsers" # expect: registry-open-to-everyone
}

resource "azurerm_container_registry" "open" {
  name                   = "shop"
  anonymous_pull_enabled = true # expect: registry-open-to-everyone
}

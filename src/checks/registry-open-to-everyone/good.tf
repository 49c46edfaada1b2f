resource "aws_ecr_repository_policy" "account" {
  repository = "shop/web"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = ["ecr:BatchGetImage"]
    }]
  })
}

resource "aws_ecr_repository_policy" "organization" {
  repository = "shop/web"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["ecr:BatchGetImage"]
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1" } }
    }]
  })
}

resource "google_artifact_registry_repository_iam_member" "nodes" {
  repository = "web"
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:nodes@shop.iam.gserviceaccount.com"
}

resource "azurerm_container_registry" "by_default" {
  name = "shop"
}

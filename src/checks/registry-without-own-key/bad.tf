resource "aws_ecr_repository" "by_default" { # expect: registry-without-own-key
  name = "shop/web"
}

resource "google_artifact_registry_repository" "by_default" { # expect: registry-without-own-key
  repository_id = "web"
}

resource "azurerm_container_registry" "by_default" { # expect: registry-without-own-key
  name = "shop"
}

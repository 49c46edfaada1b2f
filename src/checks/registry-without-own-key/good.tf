resource "aws_ecr_repository" "kms" {
  name = "shop/web"
  encryption_configuration {
    encryption_type = "KMS"
  }
}

resource "google_artifact_registry_repository" "kms" {
  repository_id = "web"
  kms_key_name  = "projects/p/locations/eu/keyRings/r/cryptoKeys/images"
}

resource "azurerm_container_registry" "kms" {
  name = "shop"
  encryption {
    key_vault_key_id = "https://vault.example.net/keys/acr/1"
  }
}

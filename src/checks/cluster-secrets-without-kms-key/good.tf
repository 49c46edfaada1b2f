resource "aws_kms_key" "eks" {}

resource "aws_eks_cluster" "own_key" {
  name = "own-key"
  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = aws_kms_key.eks.arn
    }
  }
}

resource "google_container_cluster" "own_key" {
  name = "own-key"
  database_encryption {
    state    = "ENCRYPTED"
    key_name = "projects/p/locations/eu/keyRings/r/cryptoKeys/gke"
  }
}

resource "azurerm_kubernetes_cluster" "own_key" {
  name = "own-key"
  key_management_service {
    key_vault_key_id = "https://vault.example.net/keys/aks/1"
  }
}

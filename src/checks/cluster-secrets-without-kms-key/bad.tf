resource "aws_eks_cluster" "plain" { # expect: cluster-secrets-without-kms-key
  name = "plain"
}

resource "google_container_cluster" "plain" { # expect: cluster-secrets-without-kms-key
  name = "plain"
}

resource "google_container_cluster" "decrypted" {
  name = "decrypted"
  database_encryption {
    state = "DECRYPTED" # expect: cluster-secrets-without-kms-key
  }
}

resource "azurerm_kubernetes_cluster" "plain" { # expect: cluster-secrets-without-kms-key
  name = "plain"
}

resource "aws_eks_cluster" "shop" { # expect: cluster-workload-identity-missing
  name = "shop"
}

resource "google_container_cluster" "shop" { # expect: cluster-workload-identity-missing
  name = "shop"
}

resource "azurerm_kubernetes_cluster" "shop" { # expect: cluster-workload-identity-missing
  name = "shop"
}

resource "azurerm_kubernetes_cluster" "off" {
  name                      = "off"
  oidc_issuer_enabled       = true
  workload_identity_enabled = false # expect: cluster-workload-identity-missing
}

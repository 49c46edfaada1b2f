resource "aws_eks_cluster" "shop" {
  name = "shop"
}

resource "aws_iam_openid_connect_provider" "shop" {
  url            = aws_eks_cluster.shop.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}

resource "google_container_cluster" "shop" {
  name = "shop"
  workload_identity_config {
    workload_pool = "shop.svc.id.goog"
  }
}

resource "google_container_cluster" "autopilot" {
  name             = "autopilot"
  enable_autopilot = true
}

resource "azurerm_kubernetes_cluster" "shop" {
  name                      = "shop"
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
}

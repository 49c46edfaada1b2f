variable "public" {}

resource "aws_eks_cluster" "private" {
  name = "private"
  vpc_config {
    subnet_ids              = ["subnet-1"]
    endpoint_private_access = true
    endpoint_public_access  = false
  }
}

resource "aws_eks_cluster" "unknown" {
  name = "unknown"
  vpc_config {
    subnet_ids             = ["subnet-1"]
    endpoint_public_access = var.public
  }
}

resource "google_container_cluster" "private" {
  name = "private"
  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }
}

resource "google_container_cluster" "by_name_only" {
  name = "by-name-only"
  control_plane_endpoints_config {
    ip_endpoints_config {
      enabled = false
    }
  }
}

resource "azurerm_kubernetes_cluster" "private" {
  name                    = "private"
  private_cluster_enabled = true
}

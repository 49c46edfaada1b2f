variable "version" {}

resource "aws_eks_cluster" "new" {
  name    = "new"
  version = "1.35"
}

resource "aws_eks_cluster" "newer_than_the_table" {
  name    = "newest"
  version = "1.39"
}

resource "aws_eks_cluster" "unknown" {
  name    = "unknown"
  version = var.version
}

resource "google_container_cluster" "new" {
  name               = "new"
  min_master_version = "latest"
}

resource "azurerm_kubernetes_cluster" "by_default" {
  name = "by-default"
}
